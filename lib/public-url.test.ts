import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { forgetEnv } from "./env";
import { knownPublicUrl, providePublicUrl } from "./public-url";

const before = { ...process.env };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-url-"));
  Object.assign(process.env, { GATEHOUSE_DATA_DIR: folder, NEXTAUTH_URL: "", PORT: "" });
  forgetEnv();
});
afterEach(() => {
  process.env = { ...before };
  forgetEnv();
  rmSync(folder, { recursive: true });
});

/** As another process, which was not told what this one was. */
function asCommand(settings: Record<string, string> = {}) {
  Object.assign(process.env, { NEXTAUTH_URL: "", PORT: "", ...settings });
  forgetEnv();
  return knownPublicUrl();
}

it("is what the server was told, for commands beside it too", () => {
  process.env.NEXTAUTH_URL = "https://gatehouse.example.com/";
  expect(providePublicUrl(3000)).toBe("https://gatehouse.example.com");
  expect(asCommand()).toBe("https://gatehouse.example.com");
});

it("is this machine's own address at the port that was taken, where nothing was told", () => {
  expect(providePublicUrl(4666)).toBe("http://localhost:4666");
  expect(asCommand()).toBe("http://localhost:4666");
});

it("is what a command is told itself, and the usual one where no server ever ran", () => {
  expect(asCommand()).toBe("http://localhost:3000");
  providePublicUrl(4666);
  expect(asCommand({ NEXTAUTH_URL: "http://console.test/" })).toBe("http://console.test");
});
