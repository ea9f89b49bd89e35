import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "../../db";
import { forgetEnv } from "../../env";
import { createKekFile, provideKek } from "../../kek-folder";
import { type TestTenant, testTenant } from "../../organizations/testing";
import { type TestDatabase, testDatabase } from "../../store/testing";
import { createCredential } from "..";
import { openSecrets, sealSecrets } from "../envelope";
import { type KekFolder, kekFolderForTests, operator, sealMany } from "../testing";
import { checkKek, kekStatus, retireKek, rotateKek } from ".";

let database: TestDatabase;
let folder: KekFolder;
let tenant: TestTenant;

beforeEach(async () => {
  folder = kekFolderForTests();
  database = await testDatabase();
  await checkKek(db());
  tenant = await testTenant();
});
afterEach(async () => {
  await database.drop();
  folder.remove();
});

const versionsOfRows = async () =>
  (await db().credential.groupBy({ by: ["kekVersion"], _count: true, orderBy: { kekVersion: "asc" } })).map(
    ({ kekVersion, _count }) => [kekVersion, _count],
  );
const audited = async () =>
  (await db().auditEvent.findMany({ orderBy: { id: "asc" } })).map((event) => event.action);
const rowOf = (id: string) => db().credential.findUniqueOrThrow({ where: { id } });

describe("rotateKek", () => {
  it("seals 5,000 data keys anew in seconds, and touches nothing else", async () => {
    const [id] = await sealMany(tenant.projectId, 5000);
    const before = await rowOf(id!);
    const startedMs = performance.now();
    const progress: number[] = [];
    const result = await rotateKek(operator(), { onProgress: ({ done }) => progress.push(done) });
    expect(performance.now() - startedMs).toBeLessThan(15_000);
    expect(result).toEqual({ version: 2, resealed: 5000, opened: 5000, unreadable: [], completed: true });
    expect(progress).toEqual(Array.from({ length: 10 }, (_, i) => (i + 1) * 500));
    expect(await versionsOfRows()).toEqual([[2, 5000]]);
    const { sealedDataKey, kekVersion, ...after } = await rowOf(id!);
    expect(before).toMatchObject(after);
    expect(sealedDataKey).not.toEqual(before.sealedDataKey);
    expect(await openSecrets(id!, { ...after, sealedDataKey, kekVersion })).toEqual({
      apiKey: "secret of credential-0",
    });
    expect(await audited()).toEqual(["kek.rotation_started", "kek.rotation_finished"]);
  });

  it("makes the next key in the data folder, private, before anything is sealed under it", async () => {
    await rotateKek(operator());
    expect(readdirSync(folder.path).sort()).toEqual(["kek", "kek.2"]);
    expect(statSync(join(folder.path, "kek.2")).mode & 0o777).toBe(0o600);
    await rotateKek(operator());
    expect(await kekStatus(operator())).toMatchObject({ source: "data folder", current: 3, rotating: false });
    const everything = JSON.stringify([await db().kekVersion.findMany(), await db().auditEvent.findMany()]);
    for (const name of ["kek", "kek.2", "kek.3"]) {
      expect(everything).not.toContain(readFileSync(join(folder.path, name), "utf8").trim());
    }
  });

  it("goes on with a key that was made before a run was cut off, and finishes what another began", async () => {
    createKekFile(folder.path, 2);
    await sealMany(tenant.projectId, 3);
    expect(await rotateKek(operator())).toMatchObject({ version: 2, resealed: 3 });
    await db().kekVersion.update({ where: { version: 2 }, data: { completedAt: null } });
    expect(await kekStatus(operator())).toMatchObject({ rotating: true });
    expect(await rotateKek(operator())).toMatchObject({
      version: 2,
      resealed: 0,
      opened: 3,
      completed: true,
    });
    expect(await audited()).toEqual([
      "kek.rotation_started",
      "kek.rotation_finished",
      "kek.rotation_finished",
    ]);
  });

  it("misses no credential that is created meanwhile", async () => {
    await sealMany(tenant.projectId, 200);
    let rotating = true;
    const rotation = rotateKek(operator(), { batchSize: 2 }).finally(() => {
      rotating = false;
    });
    let created = 0;
    while (rotating) {
      const name = `new-${created++}`;
      await createCredential(tenant.admin, {
        name,
        provider: "openai",
        fields: { apiKey: "sk-0123456789abcdef" },
      });
    }
    expect(await rotation).toMatchObject({ completed: true });
    expect(created).toBeGreaterThan(3);
    expect(await versionsOfRows()).toEqual([[2, 200 + created]]);
  });

  it("waits for whoever is sealing under the old version right now", async () => {
    const [held] = await sealMany(tenant.projectId, 5);
    const sealing = db().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM credentials WHERE id = ${held}::uuid FOR UPDATE`;
      const { sealedSecret, sealedDataKey, kekVersion } = await sealSecrets(tx, held!, { apiKey: "changed" });
      await sleep(700);
      expect(await versionsOfRows()).toEqual([[1, 5]]);
      await tx.credential.update({ where: { id: held! }, data: { sealedSecret, sealedDataKey, kekVersion } });
      expect(kekVersion).toBe(1);
    });
    await sleep(200);
    expect(await rotateKek(operator())).toMatchObject({ resealed: 5, completed: true });
    await sealing;
    const row = await rowOf(held!);
    expect(row.kekVersion).toBe(2);
    expect(await openSecrets(held!, row)).toEqual({ apiKey: "changed" });
  });

  it("comes back for rows that were being changed as it passed", async () => {
    const [held] = await sealMany(tenant.projectId, 5);
    const changing = db().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM credentials WHERE id = ${held}::uuid FOR UPDATE`;
      await sleep(700);
      expect(await versionsOfRows()).toEqual([
        [1, 1],
        [2, 4],
      ]);
    });
    await sleep(200);
    expect(await rotateKek(operator())).toMatchObject({ resealed: 5, completed: true });
    await changing;
  });

  it("names a credential that does not open, leaves it, and completes once it is gone", async () => {
    const [moved, source] = await sealMany(tenant.projectId, 4);
    const { sealedSecret, sealedDataKey } = await rowOf(source!);
    await db().credential.update({ where: { id: moved! }, data: { sealedSecret, sealedDataKey } });
    const result = await rotateKek(operator());
    expect(result).toMatchObject({ resealed: 3, opened: 3, completed: false });
    expect(result.unreadable).toEqual([{ id: moved, name: "credential-0", kekVersion: 1 }]);
    await expect(retireKek(operator(), { version: 1 })).rejects.toMatchObject({ code: "conflict" });
    await db().credential.delete({ where: { id: moved! } });
    expect(await rotateKek(operator())).toMatchObject({ version: 2, completed: true });
  });

  it("a row that was moved after the rotation does not open either", async () => {
    const [one, two] = await sealMany(tenant.projectId, 2);
    await rotateKek(operator());
    await expect(openSecrets(two!, await rowOf(one!))).rejects.toThrow();
  });

  it("is for the operator alone: not even an owner of an organization may", async () => {
    for (const verb of [rotateKek, kekStatus, (ctx: typeof tenant.owner) => retireKek(ctx, { version: 1 })]) {
      await expect(verb(tenant.owner)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await audited()).toEqual([]);
  });

  it("runs once at a time", async () => {
    await sealMany(tenant.projectId, 50);
    const both = await Promise.all([rotateKek(operator(), { batchSize: 1 }), rotateKek(operator())]);
    expect(both.map(({ version }) => version).sort()).toEqual([2, 3]);
    expect(await versionsOfRows()).toEqual([[3, 50]]);
  });
});

describe("a KEK in the environment", () => {
  const [one, two] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString("base64"));
  function configure(setting: string): void {
    process.env.GATEHOUSE_KEK = setting;
    forgetEnv();
  }
  beforeEach(async () => {
    await db().kekVersion.deleteMany();
    configure(one!);
    await checkKek(db());
    await sealMany(tenant.projectId, 3);
  });

  it("says what to set, and changes nothing until it is set", async () => {
    await expect(rotateKek(operator())).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringContaining("GATEHOUSE_KEK=2:<new key>,1:<present key>"),
    });
    expect(await audited()).toEqual([]);
    configure(`2:${two},1:${one}`);
    await checkKek(db());
    expect(await versionsOfRows()).toEqual([[1, 3]]);
    expect(await rotateKek(operator())).toMatchObject({ version: 2, resealed: 3, completed: true });
  });

  it("seals new credentials under the old version until the rotation, for servers that do not know the new one yet", async () => {
    configure(`2:${two},1:${one}`);
    await checkKek(db());
    await createCredential(tenant.admin, {
      name: "early",
      provider: "openai",
      fields: { apiKey: "sk-0123456789ab" },
    });
    expect(await versionsOfRows()).toEqual([[1, 4]]);
  });
});

describe("retireKek", () => {
  it("refuses the current version and one in use; deletes the key of one that is neither, once", async () => {
    await sealMany(tenant.projectId, 2);
    await expect(retireKek(operator(), { version: 1 })).rejects.toMatchObject({ code: "conflict" });
    await rotateKek(operator());
    expect(await retireKek(operator(), { version: 1 })).toEqual({ version: 1, deleted: true });
    expect(existsSync(join(folder.path, "kek"))).toBe(false);
    await expect(retireKek(operator(), { version: 1 })).rejects.toMatchObject({ code: "not_found" });
    await checkKek(db());
    expect((await kekStatus(operator())).versions.map(({ version }) => version)).toEqual([2]);
    expect((await audited()).at(-1)).toBe("kek.version_retired");
  });

  it("finishes a retirement that was cut off before the file was deleted", async () => {
    await rotateKek(operator());
    const key = readFileSync(join(folder.path, "kek"));
    await retireKek(operator(), { version: 1 });
    writeFileSync(join(folder.path, "kek"), key);
    await checkKek(db());
    expect(await retireKek(operator(), { version: 1 })).toEqual({ version: 1, deleted: true });
  });

  it("a missing key file is one line at the next start", async () => {
    await sealMany(tenant.projectId, 1);
    await rotateKek(operator());
    rmSync(join(folder.path, "kek.2"));
    delete process.env.GATEHOUSE_KEK;
    provideKek(folder.path);
    await expect(checkKek(db())).rejects.toThrow(
      `${join(folder.path, "kek.2")}: KEK version 2 is missing, and 1 credential is sealed under it; restore it from a backup`,
    );
  });
});
