import { afterEach, beforeEach, expect, it } from "vitest";
import { db } from "../../db";
import { ConfigurationError, forgetEnv } from "../../env";
import { testTenant } from "../../organizations/testing";
import { type TestDatabase, testDatabase } from "../../store/testing";
import { sealMany } from "../testing";
import { checkKek } from "./check";

const given = process.env.GATEHOUSE_KEK;
const [one, two, other] = [1, 2, 9].map((byte) => Buffer.alloc(32, byte).toString("base64"));
let database: TestDatabase;
let projectId: string;

function configure(setting: string): void {
  process.env.GATEHOUSE_KEK = setting;
  forgetEnv();
}

beforeEach(async () => {
  database = await testDatabase();
  ({ projectId } = await testTenant());
});
afterEach(async () => {
  await database.drop();
  configure(given!);
});

const recorded = () =>
  db().kekVersion.findMany({ select: { version: true, activatedAt: true }, orderBy: { version: "asc" } });

it("records the newest version of a fresh installation, and passes from then on", async () => {
  configure(`2:${two},1:${one}`);
  await checkKek(db());
  await checkKek(db());
  expect(await recorded()).toEqual([{ version: 2, activatedAt: expect.any(Date) }]);
});

it("refuses a wrong key in one line that names the version and holds no key", async () => {
  configure(one!);
  await checkKek(db());
  configure(other!);
  const refusal = await checkKek(db()).catch((error: Error) => error);
  expect(refusal).toBeInstanceOf(ConfigurationError);
  expect((refusal as Error).message).toMatch(/^GATEHOUSE_KEK: .*KEK version 1 .*restore that key$/);
  expect((refusal as Error).message).not.toContain(other);
  configure(`2:${two},1:${other}`);
  await expect(checkKek(db())).rejects.toThrow("KEK version 1");
});

it("lets a new version wait for its rotation, and refuses another key for it from then on", async () => {
  configure(one!);
  await checkKek(db());
  configure(`2:${two},1:${one}`);
  await checkKek(db());
  expect(await recorded()).toMatchObject([{ version: 1 }, { version: 2, activatedAt: null }]);
  configure(`2:${other},1:${one}`);
  await expect(checkKek(db())).rejects.toThrow("KEK version 2");
  configure(one!);
  await checkKek(db());
});

it("refuses to start without a version that credentials are sealed under, and says how many", async () => {
  configure(one!);
  await checkKek(db());
  await sealMany(projectId, 3);
  configure(`2:${two}`);
  await expect(checkKek(db())).rejects.toThrow(
    "GATEHOUSE_KEK: KEK version 1 is missing, and 3 credentials are sealed under it; add 1:<key> to it",
  );
});

it("refuses to start without the version that new credentials would be sealed under", async () => {
  configure(`2:${two},1:${one}`);
  await checkKek(db());
  configure(one!);
  await expect(checkKek(db())).rejects.toThrow(
    "KEK version 2 is missing, and new credentials are sealed under it",
  );
});
