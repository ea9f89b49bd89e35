import { describe, expect, it } from "vitest";
import { Recorder } from "./recorder";

class Notes extends Recorder<{ atMs: number }> {
  written: [string, number][][] = [];
  failing = false;
  constructor() {
    super("notes", async (entries) => {
      if (this.failing) throw new Error("database down");
      this.written.push(entries.map(([id, { atMs }]) => [id, atMs]));
    });
  }
  note(id: string, atMs: number) {
    this.keep(id, { atMs });
  }
}

describe("Recorder", () => {
  it("writes the newest of each id together, in id order", async () => {
    const notes = new Notes();
    notes.note("b", 1);
    notes.note("a", 2);
    notes.note("b", 3);
    await notes.flush();
    await notes.flush();
    expect(notes.written).toEqual([
      [
        ["a", 2],
        ["b", 3],
      ],
    ]);
  });

  it("loses nothing to a failed write, and lets newer observations win", async () => {
    const notes = new Notes();
    notes.failing = true;
    notes.note("a", 1);
    notes.note("b", 1);
    const failed = notes.flush();
    notes.note("a", 2);
    await expect(failed).rejects.toThrow("database down");
    notes.failing = false;
    await notes.stop();
    expect(notes.written).toEqual([
      [
        ["a", 2],
        ["b", 1],
      ],
    ]);
  });
});
