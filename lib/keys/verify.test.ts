import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bus, CHANGES_CHANNEL } from "../changes";
import { STALE_BOUND_MS } from "../coherent-cache";
import { db } from "../db";
import { ChangeListener, confirmEverywhere, HEARTBEAT_MS, HEARTBEAT_TIMEOUT_MS } from "../listener";
import { type TestTenant, testTenant } from "../organizations/testing";
import { type TestDatabase, testDatabase } from "../store/testing";
import { createKey, deleteKey, disableKey, enableKey, updateKey, Verifier } from ".";
import { generateSecret, hashSecret } from "./secret";

let database: TestDatabase;
let tenant: TestTenant;
let verifier: Verifier;
let listener: ChangeListener;
/** Another process: it shares nothing with this one but the database. */
let elsewhere: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  tenant = await testTenant();
  elsewhere = new pg.Client({ connectionString: database.url });
  await elsewhere.connect();
  verifier = new Verifier();
});
afterEach(() => listener?.stop());
afterAll(async () => {
  verifier.close();
  await elsewhere.end();
  await database.drop();
});

async function listen(url = database.url) {
  listener = new ChangeListener(url);
  await listener.start();
}

const codeOf = async (secret: string | undefined) => {
  const verdict = await verifier.verify(secret, Date.now());
  return verdict.ok ? "ok" : verdict.code;
};
const newKey = () => createKey(tenant.admin, { note: "verified" });

async function deleteElsewhere(secret: string, notify: boolean) {
  const hash = hashSecret(secret);
  await elsewhere.query("BEGIN");
  await elsewhere.query("UPDATE api_keys SET deleted_at = now() WHERE secret_hash = decode($1, 'hex')", [
    hash,
  ]);
  if (notify) {
    await elsewhere.query("SELECT pg_notify($1, $2)", [
      CHANGES_CHANNEL,
      JSON.stringify([{ kind: "key", hash }]),
    ]);
  }
  await elsewhere.query("COMMIT");
}

async function untilRefused(secret: string, giveUpMs: number): Promise<number> {
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < giveUpMs) {
    if ((await codeOf(secret)) === "revoked_api_key") return performance.now() - startedAtMs;
    await sleep(2);
  }
  return Number.POSITIVE_INFINITY;
}

describe("a verdict", () => {
  it("tells each kind of refusal apart", async () => {
    await listen();
    const { secret } = await newKey();
    const mistyped = `${secret.slice(0, -1)}${secret.endsWith("a") ? "b" : "a"}`;
    expect(await codeOf(undefined)).toBe("missing_api_key");
    expect(await codeOf("")).toBe("missing_api_key");
    for (const text of ["sk-proj-1234", mistyped, `${secret}x`, "x".repeat(100_000)]) {
      expect(await codeOf(text)).toBe("invalid_api_key_format");
    }
    expect(await codeOf(generateSecret("gk"))).toBe("invalid_api_key");
    expect(await codeOf(secret)).toBe("ok");
  });

  it("carries the key's project and organization", async () => {
    await listen();
    const { secret, id } = await newKey();
    expect(await verifier.verify(secret, Date.now())).toMatchObject({
      ok: true,
      key: { id, projectId: tenant.projectId, organizationId: tenant.organizationId },
    });
  });

  it("is given from memory, without a promise, from the second call on", async () => {
    await listen();
    const { secret } = await newKey();
    await codeOf(secret);
    expect(verifier.verify(secret, Date.now())).toMatchObject({ ok: true });
  });

  it("follows disable, enable, a new expiry and delete on the very next call", async () => {
    await listen();
    const { secret, id } = await newKey();
    expect(await codeOf(secret)).toBe("ok");
    await disableKey(tenant.admin, { id });
    expect(await codeOf(secret)).toBe("disabled_api_key");
    await enableKey(tenant.admin, { id });
    expect(await codeOf(secret)).toBe("ok");
    const expiresAt = new Date(Date.now() + 3000).toISOString();
    await updateKey(tenant.admin, { id, expiresAt });
    expect(await codeOf(secret)).toBe("ok");
    await sleep(Date.parse(expiresAt) - Date.now() + 10);
    expect(await codeOf(secret)).toBe("expired_api_key");
    await updateKey(tenant.admin, { id, expiresAt: null });
    expect(await codeOf(secret)).toBe("ok");
    await deleteKey(tenant.admin, { id });
    expect(await codeOf(secret)).toBe("revoked_api_key");
  });

  it("is never brought back by a look-up that was under way during a deletion", async () => {
    await listen();
    for (let i = 0; i < 25; i++) {
      const { secret, id } = await newKey();
      const racing = Array.from({ length: 8 }, () => codeOf(secret));
      await deleteKey(tenant.admin, { id });
      expect(await codeOf(secret)).toBe("revoked_api_key");
      await Promise.all(racing);
      expect(await codeOf(secret)).toBe("revoked_api_key");
    }
  });

  it("finds a key that was unknown a moment ago", async () => {
    await listen();
    const secret = generateSecret("gk");
    expect(await codeOf(secret)).toBe("invalid_api_key");
    const { id } = await newKey();
    const hash = hashSecret(secret);
    await db().apiKey.update({ where: { id }, data: { secretHash: Buffer.from(hash, "hex") } });
    await elsewhere.query("SELECT pg_notify($1, $2)", [
      CHANGES_CHANNEL,
      JSON.stringify([{ kind: "key", hash }]),
    ]);
    await sleep(50);
    expect(await codeOf(secret)).toBe("ok");
  });
});

describe("a deletion in another process", () => {
  it("is in force here as soon as PostgreSQL has told us", async () => {
    await listen();
    const delaysMs: number[] = [];
    for (let i = 0; i < 20; i++) {
      const { secret } = await newKey();
      expect(await codeOf(secret)).toBe("ok");
      await deleteElsewhere(secret, true);
      delaysMs.push(await untilRefused(secret, 2000));
    }
    expect(Math.max(...delaysMs)).toBeLessThan(1000);
  });

  it("is found within the stated bound when the channel dies without a word", async () => {
    const proxy = await silentProxy(database.url);
    await listen(proxy.url);
    const { secret } = await newKey();
    expect(await codeOf(secret)).toBe("ok");
    // The announcement of the creation comes round, too; only a deletion that nobody hears of counts here.
    await sleep(200);
    expect(await codeOf(secret)).toBe("ok");
    proxy.goSilent();
    await deleteElsewhere(secret, true);
    expect(await codeOf(secret)).toBe("ok");
    const boundMs = HEARTBEAT_MS + HEARTBEAT_TIMEOUT_MS + STALE_BOUND_MS;
    expect(await untilRefused(secret, boundMs + 5000)).toBeLessThan(boundMs);
    await listener.stop();
    proxy.close();
  });

  it("is found when the channel was lost and came back in between", async () => {
    await listen();
    const { secret } = await newKey();
    expect(await codeOf(secret)).toBe("ok");
    await sleep(200);
    expect(await codeOf(secret)).toBe("ok");
    await deleteElsewhere(secret, false);
    expect(await codeOf(secret)).toBe("ok");
    await elsewhere.query("SELECT pg_terminate_backend($1)", [bus.listenerPid]);
    expect(await untilRefused(secret, 5000)).toBeLessThan(STALE_BOUND_MS + 1000);
  });

  it("waits for our confirmation before the one who made it goes on, however slow we are", async () => {
    const relay = await silentProxy(database.url);
    await listen(relay.url);
    const { secret } = await newKey();
    await sleep(200);
    expect(await codeOf(secret)).toBe("ok");
    relay.delay(400);
    await deleteElsewhere(secret, true);
    expect(await codeOf(secret)).toBe("ok");
    // As the one who made it sees us: a listener of another process.
    bus.listenerPid = null;
    await confirmEverywhere(database.url);
    expect(await codeOf(secret)).toBe("revoked_api_key");
    await listener.stop();
    relay.close();
  });
});

/** A TCP relay to PostgreSQL that can be slow, or stop passing anything on while both ends stay open. */
async function silentProxy(url: string) {
  const target = new URL(url);
  const sockets: Socket[] = [];
  let silent = false;
  let delayMs = 0;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    near.on("data", (chunk) => silent || far.write(chunk));
    far.on("data", (chunk) => {
      if (silent) return;
      if (delayMs === 0) near.write(chunk);
      else setTimeout(() => near.write(chunk), delayMs);
    });
    for (const socket of [near, far]) socket.on("error", () => {});
    sockets.push(near, far);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxied = new URL(url);
  proxied.port = String((server.address() as AddressInfo).port);
  proxied.hostname = "127.0.0.1";
  return {
    url: proxied.href,
    /** What PostgreSQL says arrives this much later. */
    delay(ms: number) {
      delayMs = ms;
    },
    goSilent() {
      server.close();
      silent = true;
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
