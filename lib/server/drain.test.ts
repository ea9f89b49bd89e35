import { Agent, get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { drain } from "./drain";
import { createFront } from "./front";
import type { Life } from "./health";
import { listen } from "./listen";

const never = new Promise<void>(() => {});
const agent = new Agent({ keepAlive: true });
let server: Server;
afterEach(() => {
  agent.destroy();
  server.closeAllConnections();
});

/** A server whose calls stay open until the test ends them. */
async function open() {
  const life: Life = { phase: "serving" };
  const calls: ServerResponse[] = [];
  const gateway = (_: IncomingMessage, response: ServerResponse) => {
    response.write("begun ");
    calls.push(response);
  };
  const console_ = (_: IncomingMessage, response: ServerResponse) => void response.end("page");
  const planes = { gateway, console: console_, askDatabase: async () => null };
  server = createFront(planes, { dev: false, https: false, trustedProxies: 0 }, life);
  const url = `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
  return { life, calls, url };
}

const call = (url: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(`${url}/v1/models`, { agent }, resolve).on("error", reject);
  });

async function textOf(response: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of response) text += chunk;
  return text;
}

test("a call in flight finishes, idle connections close, and new ones are refused", async () => {
  const { life, calls, url } = await open();
  const response = await call(url);
  const draining = drain(server, life, 5000, never);
  expect(life.phase).toBe("draining");
  await expect(fetch(url)).rejects.toThrow();
  calls[0]!.end("ended");
  expect(await textOf(response)).toBe("begun ended");
  expect(await draining).toBe(true);
});

test("a connection that stays open between requests does not hold the stop up", async () => {
  const { life, url } = await open();
  await new Promise<void>((resolve) => {
    get(url, { agent }, (response) => response.resume().on("end", resolve));
  });
  const startedMs = performance.now();
  expect(await drain(server, life, 5000, never)).toBe(true);
  expect(performance.now() - startedMs).toBeLessThan(1000);
});

test("after the time given, what is left is cut off", async () => {
  const { life, url } = await open();
  const response = await call(url);
  expect(await drain(server, life, 200, never)).toBe(false);
  await expect(textOf(response)).rejects.toThrow();
});

test("a second wish to stop cuts off at once", async () => {
  const { life, url } = await open();
  const response = await call(url);
  const startedMs = performance.now();
  expect(await drain(server, life, 60_000, Promise.resolve())).toBe(false);
  expect(performance.now() - startedMs).toBeLessThan(1000);
  await expect(textOf(response)).rejects.toThrow();
});
