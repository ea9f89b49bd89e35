import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toLines } from "../line";
import { usageRecord } from "../testing";
import { Spool } from "./spool";

/** A disk with room for so many bytes; null is a good one. */
const disk = vi.hoisted(() => ({ roomBytes: null as number | null }));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const full = () => Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
  return {
    ...fs,
    writeSync(file: number, bytes: Buffer, offset: number) {
      if (disk.roomBytes === null) return fs.writeSync(file, bytes, offset);
      if (disk.roomBytes === 0) throw full();
      const length = Math.min(disk.roomBytes, bytes.length - offset);
      disk.roomBytes -= length;
      return fs.writeSync(file, bytes, offset, length);
    },
    writeFileSync(...args: Parameters<typeof fs.writeFileSync>) {
      if (disk.roomBytes !== null) throw full();
      fs.writeFileSync(...args);
    },
  };
});

let folder: string;
let spool: Spool;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-spool-"));
  spool = new Spool(folder);
});
afterEach(() => {
  disk.roomBytes = null;
  rmSync(folder, { recursive: true, force: true });
});

const onDisk = () =>
  readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
const held = () => spool.segments.map((segment) => segment.text()).join("");

describe("the spool", () => {
  it("has what was appended in its file before append returns", () => {
    const records = [usageRecord(), usageRecord()];
    spool.append(records);
    expect(onDisk()).toBe(toLines(records));
    spool.append([usageRecord()]);
    expect(onDisk()).toBe(held());
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it("begins a new batch when one is long enough", () => {
    for (let i = 0; i < 3; i++) spool.append(Array.from({ length: 4000 }, () => usageRecord()));
    expect(spool.segments.map(({ count }) => count)).toEqual([8000, 4000]);
  });
});

describe("on a full disk", () => {
  it("keeps whole lines in the file and the rest in memory, and no call fails", () => {
    const records = Array.from({ length: 5 }, () => usageRecord());
    spool.append(records.slice(0, 2));
    disk.roomBytes = 100;
    spool.append(records.slice(2, 4));
    spool.append(records.slice(4));
    expect(onDisk()).toBe(toLines(records.slice(0, 2)));
    expect(held()).toBe(toLines(records.slice(0, 2)) + toLines(records.slice(2)));
  });

  it("puts what it holds on the disk as soon as there is room", () => {
    disk.roomBytes = 0;
    const records = Array.from({ length: 3 }, () => usageRecord());
    spool.append(records);
    spool.save();
    expect(onDisk()).toBe("");
    disk.roomBytes = null;
    spool.save();
    expect(onDisk()).toBe(toLines(records));
    expect(spool.segments.every(({ saved }) => saved)).toBe(true);
  });

  it("holds no more than it may", () => {
    disk.roomBytes = 0;
    const record = usageRecord();
    for (let i = 0; i < 30; i++) spool.append(Array.from({ length: 4000 }, () => record));
    expect(spool.segments.reduce((sum, { count }) => sum + count, 0)).toBe(100_000);
    disk.roomBytes = null;
    spool.save();
    spool.append([record]);
    expect(spool.segments.at(-1)).toMatchObject({ count: 1, saved: true });
  });
});
