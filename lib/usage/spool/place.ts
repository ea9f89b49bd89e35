import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, symlinkSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "../../env";

/** What the kernel takes for a socket's address is shorter than many a path. */
const MAX_SOCKET_PATH = 100;
const UNGUARDED = "GATEHOUSE_DATA_DIR must be on a file system that can hold sockets, such as a local disk";
const PLACE = /^[0-9a-f]{12}$/;
const guardName = (place: string) => `${place}.alive`;

/** A name for a place that nobody had before. */
export const newPlace = (): string => randomBytes(6).toString("hex");

/** The places there are, taken or left. */
export const places = (spool: string): string[] => readdirSync(spool).filter((name) => PLACE.test(name));

/**
 * Takes a folder of one's own. A socket beside it listens for as long as this process lives: the kernel ends that however the process
 * ends, and no later process can be taken for it, as with process ids.
 */
export async function takePlace(spool: string, place: string): Promise<Server> {
  mkdirSync(spool, { recursive: true, mode: 0o700 });
  const guard = await throughSocket(spool, place, listen);
  // After the guard: a folder without one belongs to nobody.
  mkdirSync(join(spool, place), { recursive: true, mode: 0o700 });
  return guard;
}

/** Whether the process of this folder lives. In doubt, it does. */
export async function isTaken(spool: string, place: string): Promise<boolean> {
  if (!existsSync(join(spool, guardName(place)))) return false;
  return throughSocket(spool, place, answers);
}

/** Gives a place up: the folder too, unless there is something in it. */
export function abandon(spool: string, place: string): void {
  rmSync(join(spool, guardName(place)), { force: true });
  try {
    rmdirSync(join(spool, place));
  } catch {
    // What is in it is found there by whoever starts next.
  }
}

async function throughSocket<T>(spool: string, place: string, use: (path: string) => Promise<T>): Promise<T> {
  const path = join(spool, guardName(place));
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH) return use(path);
  const short = mkdtempSync(join(tmpdir(), "gh-"));
  try {
    symlinkSync(spool, join(short, "s"));
    return await use(join(short, "s", guardName(place)));
  } finally {
    rmSync(short, { recursive: true, force: true });
  }
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", ({ message }) => reject(new ConfigurationError(`${UNGUARDED} (${message})`)));
    server.listen(path, () => resolve(server.unref()));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.once("connect", () => end(true));
    socket.once("error", ({ code }: NodeJS.ErrnoException) =>
      end(code !== "ECONNREFUSED" && code !== "ENOENT"),
    );
  });
}
