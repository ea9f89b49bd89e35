import { randomUUID } from "node:crypto";
import { Socket } from "node:net";
import pg from "pg";
import { applyLocally, bus, CHANGES_CHANNEL, type Change } from "./changes";
import { log } from "./log";

const LISTENER_NAME = "gatehouse-listener";
const BARRIERS_CHANNEL = "gatehouse_barriers";
const CONFIRMATIONS_CHANNEL = "gatehouse_confirmations";
/** How often the channel is asked for a sign of life, and how long that may take. */
export const HEARTBEAT_MS = 1000;
export const HEARTBEAT_TIMEOUT_MS = 2000;
const CONFIRM_TIMEOUT_MS = 2000;
const RECONNECT_MS = 250;

/**
 * Holds one LISTEN connection for the process and passes every change on to the bus. A heartbeat on the same connection
 * tells a silent channel from a quiet one; while it is down `bus.upSinceMs` is null and caches trust nothing for long.
 */
export class ChangeListener {
  #client: pg.Client | null = null;
  /** Ours to destroy: a dead connection cannot be asked to end. */
  #socket: Socket | null = null;
  #pid = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(private readonly connectionString: string) {}

  /** Connects; later losses are mended in the background. Throws when the first connection fails. */
  async start(): Promise<void> {
    await this.#connect();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    bus.upSinceMs = null;
    bus.listenerPid = null;
    this.#client?.removeAllListeners("end");
    this.#client?.on("error", () => {});
    void this.#client?.end().catch(() => {});
    this.#socket?.destroySoon();
    this.#client = null;
  }

  async #connect(): Promise<void> {
    const socket = new Socket();
    const client = new pg.Client({
      stream: () => socket,
      connectionString: this.connectionString,
      application_name: LISTENER_NAME,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    this.#client = client;
    this.#socket = socket;
    client.on("notification", (message) => this.#receive(client, message));
    client.on("error", () => this.#lost(client));
    client.on("end", () => this.#lost(client));
    await client.connect();
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    // Everything cached before this instant may have missed a change; only what is read after it may be trusted.
    await client.query(`LISTEN ${CHANGES_CHANNEL}`);
    await client.query(`LISTEN ${BARRIERS_CHANNEL}`);
    if (this.#stopped) {
      socket.destroy();
      return;
    }
    this.#pid = rows[0]!.pid;
    bus.listenerPid = this.#pid;
    bus.upSinceMs = performance.now();
    this.#timer = setTimeout(() => this.#beat(client), HEARTBEAT_MS);
  }

  async #beat(client: pg.Client): Promise<void> {
    const silence = setTimeout(() => this.#lost(client), HEARTBEAT_TIMEOUT_MS);
    try {
      await client.query("SELECT 1");
      if (client === this.#client) this.#timer = setTimeout(() => this.#beat(client), HEARTBEAT_MS);
    } catch {
      this.#lost(client);
    } finally {
      clearTimeout(silence);
    }
  }

  #lost(client: pg.Client): void {
    if (client !== this.#client || this.#stopped) return;
    this.#client = null;
    clearTimeout(this.#timer);
    bus.upSinceMs = null;
    bus.listenerPid = null;
    log.warn(
      "notifications: the channel to PostgreSQL is down; cached keys are checked again until it is back",
    );
    client.removeAllListeners("notification");
    client.on("error", () => {});
    this.#socket?.destroy();
    this.#reconnect();
  }

  #reconnect(): void {
    this.#timer = setTimeout(async () => {
      if (this.#stopped) return;
      try {
        await this.#connect();
        log.info("notifications: the channel to PostgreSQL is back");
      } catch {
        if (!this.#client) return;
        this.#client = null;
        this.#reconnect();
      }
    }, RECONNECT_MS);
  }

  #receive(client: pg.Client, message: pg.Notification): void {
    if (message.channel === BARRIERS_CHANNEL) {
      const confirmation = `${message.payload}:${this.#pid}`;
      client
        .query("SELECT pg_notify($1, $2)", [CONFIRMATIONS_CHANNEL, confirmation])
        .catch(() => this.#lost(client));
      return;
    }
    for (const change of JSON.parse(message.payload ?? "[]") as Change[]) applyLocally(change);
  }
}

/**
 * Waits until every other process has applied what was committed before this call: a barrier on the notification
 * channel, which PostgreSQL delivers in commit order. Gives up after two seconds with a warning; then the staleness bound of
 * docs/reliability.md holds.
 */
export async function confirmEverywhere(connectionString: string): Promise<void> {
  const client = new pg.Client({
    connectionString,
    application_name: "gatehouse-barrier",
    connectionTimeoutMillis: 2000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 AND pid <> $2",
      [LISTENER_NAME, bus.listenerPid ?? 0],
    );
    if (rows.length > 0) await awaitConfirmations(client, new Set(rows.map((row) => row.pid)));
  } catch (error) {
    log.warn({ error: String(error) }, "notifications: could not confirm a change with the other processes");
  } finally {
    await client.end().catch(() => {});
  }
}

async function awaitConfirmations(client: pg.Client, missing: Set<number>): Promise<void> {
  const barrier = randomUUID();
  await client.query(`LISTEN ${CONFIRMATIONS_CHANNEL}`);
  await new Promise<void>((resolve) => {
    const giveUp = setTimeout(() => {
      log.warn({ missing: [...missing] }, "notifications: not every process confirmed a change in time");
      resolve();
    }, CONFIRM_TIMEOUT_MS);
    client.on("notification", ({ payload }) => {
      const [id, pid] = (payload ?? "").split(":");
      if (id !== barrier || !missing.delete(Number(pid)) || missing.size > 0) return;
      clearTimeout(giveUp);
      resolve();
    });
    client.query("SELECT pg_notify($1, $2)", [BARRIERS_CHANNEL, barrier]).catch(() => {});
  });
}
