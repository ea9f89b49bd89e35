import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { env, forgetEnv } from "./env";
import { createKekFile, deleteKekFile, kekFolder, provideKek, rereadKek } from "./kek-folder";

let folder: string;
const given = process.env.GATEHOUSE_KEK;
const versions = () => [...env().GATEHOUSE_KEK!.keys()];
const file = (name: string) => readFileSync(join(folder, name), "utf8").trim();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-kek-"));
  delete process.env.GATEHOUSE_KEK;
  forgetEnv();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  process.env.GATEHOUSE_KEK = given;
  forgetEnv();
});

it("makes version 1 once, readable by its owner alone, and nothing else beside it", () => {
  provideKek(folder);
  expect(process.env.GATEHOUSE_KEK).toBe(file("kek"));
  expect(statSync(join(folder, "kek")).mode & 0o777).toBe(0o600);
  const first = file("kek");
  provideKek(folder);
  expect(file("kek")).toBe(first);
  expect(readdirSync(folder)).toEqual(["kek"]);
});

it("finds every version, and one made later by another process", () => {
  provideKek(folder);
  createKekFile(folder, 2);
  expect(versions()).toEqual([1]);
  rereadKek();
  expect(versions()).toEqual([2, 1]);
  expect(process.env.GATEHOUSE_KEK).toBe(`2:${file("kek.2")},1:${file("kek")}`);
  expect(statSync(join(folder, "kek.2")).mode & 0o777).toBe(0o600);
});

it("never replaces the key of a version that is there", () => {
  provideKek(folder);
  createKekFile(folder, 2);
  const kept = file("kek.2");
  createKekFile(folder, 2);
  expect(file("kek.2")).toBe(kept);
});

it("forgets a deleted version and does not make version 1 anew", () => {
  provideKek(folder);
  createKekFile(folder, 2);
  deleteKekFile(folder, 1);
  expect(versions()).toEqual([2]);
  provideKek(folder);
  expect(readdirSync(folder)).toEqual(["kek.2"]);
});

it("leaves a KEK that a person gave alone, and reads no folder for it", () => {
  process.env.GATEHOUSE_KEK = given;
  provideKek(folder);
  expect(readdirSync(folder)).toEqual([]);
  expect(kekFolder()).toBeNull();
  createKekFile(folder, 2);
  rereadKek();
  expect(versions()).toEqual([1]);
});

it("takes no other file for a key", () => {
  provideKek(folder);
  for (const name of ["kek.2.new-77", "kek.old", "kek.02", "kek.0"])
    writeFileSync(join(folder, name), "no key");
  rereadKek();
  expect(versions()).toEqual([1]);
});

it.each(["", "short", `2:${Buffer.alloc(32, 1).toString("base64")}`])(
  "says which file is damaged: %j",
  (content) => {
    provideKek(folder);
    writeFileSync(join(folder, "kek.2"), content);
    expect(() => rereadKek()).toThrow(`${join(folder, "kek.2")} is damaged. Restore it from a backup.`);
  },
);

it.runIf(process.getuid?.() === 0)("as root, gives a new key to whoever owns the others", () => {
  provideKek(folder);
  chownSync(join(folder, "kek"), 1234, 1235);
  createKekFile(folder, 2);
  expect(statSync(join(folder, "kek.2"))).toMatchObject({ uid: 1234, gid: 1235 });
});
