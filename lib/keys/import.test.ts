import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { type TestTenant, testTenant } from "@/lib/organizations/testing";
import { type TestDatabase, testDatabase } from "@/lib/store/testing";
import { deleteKey, importKeys, listKeys, rotateKey, updateKey, Verifier } from "./index";
import { type ImportLine, readCsv } from "./read-csv";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
let serial = 0;
const secret = () => `sk-old-${(serial++).toString().padStart(20, "0")}`;

let database: TestDatabase;
let tenant: TestTenant;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  tenant = await testTenant();
});

const count = () => db().apiKey.count({ where: { projectId: tenant.projectId } });

describe("an import", () => {
  it("takes keys by plaintext or hash, and they call on the very next call, though they were unknown before", async () => {
    const [plain, hashed] = [secret(), secret()];
    const verifier = new Verifier();
    expect(await verifier.verify(plain, Date.now())).toMatchObject({ code: "invalid_api_key_format" });
    const keys = [
      { note: "billing", secret: plain },
      { note: "search", sha256: sha256(hashed).toUpperCase() },
    ];
    expect(await importKeys(tenant.admin, { keys })).toEqual({ imported: 2, problems: [], dryRun: false });
    for (const text of [plain, hashed])
      expect(await verifier.verify(text, Date.now())).toMatchObject({ ok: true });
    const { keys: listed } = await listKeys(tenant.admin, { sort: "note", direction: "asc" });
    expect(listed).toMatchObject([
      { note: "billing", legacy: true, displaySecret: `…${plain.slice(-4)}`, costLimitUsd: null },
      { note: "search", legacy: true, displaySecret: `sha256:…${sha256(hashed).slice(-4)}` },
    ]);
    await deleteKey(tenant.admin, { id: listed[0]!.id });
    expect(await verifier.verify(plain, Date.now())).toMatchObject({ code: "revoked_api_key" });
    verifier.close();
  });

  it("names every line that is wrong, and imports the rest or nothing, as was chosen", async () => {
    const [good, doubled, known] = [secret(), secret(), secret()];
    await importKeys(tenant.admin, { keys: [{ note: "known", secret: known }] });
    const csv = [
      "note,secret,sha256,expires_at",
      `good,${good},,`,
      `,${secret()},,`,
      "short,abc,,",
      `both,${secret()},${sha256("x")},`,
      "neither,,,",
      "no hash,,zz,",
      `late,${secret()},,2001-01-01T00:00:00Z`,
      `first,${doubled},,`,
      `second,,${sha256(doubled)},`,
      `again,${known},,`,
      `mistyped,gk_${"a".repeat(49)},,`,
      `spaced,with a space in it 123,,`,
    ].join("\r\n");
    const before = await count();
    const aborted = await importKeys(tenant.admin, { csv, onError: "abort" });
    expect(aborted.imported).toBe(0);
    expect(await count()).toBe(before);
    expect(aborted.problems.map(({ line, field }) => [line, field])).toEqual([
      [3, "note"],
      [4, "secret"],
      [5, "secret"],
      [6, "secret"],
      [7, "sha256"],
      [8, "expires_at"],
      [10, null],
      [11, null],
      [12, "secret"],
      [13, "secret"],
    ]);
    const dry = await importKeys(tenant.admin, { csv, onError: "skip", dryRun: true });
    expect(await count()).toBe(before);
    const skipped = await importKeys(tenant.admin, { csv, onError: "skip" });
    expect(skipped).toEqual({ ...dry, dryRun: false });
    expect(skipped).toMatchObject({ imported: 2, problems: aborted.problems });
    expect(await count()).toBe(before + 2);
    for (const result of [aborted, dry, skipped]) {
      for (const text of [good, doubled, known, sha256(doubled)])
        expect(JSON.stringify(result)).not.toContain(text);
    }
  });

  it("takes an expiry beyond the year 9999 for a problem of its line", async () => {
    const keys = [
      { note: "too late", secret: secret(), expiresAt: "9999-12-31T23:59:59-01:00" },
      { note: "latest", secret: secret(), expiresAt: "9999-12-31T23:59:59Z" },
    ];
    const { imported, problems } = await importKeys(tenant.admin, { keys, onError: "skip" });
    expect([imported, problems]).toMatchObject([1, [{ line: 1, field: "expires_at" }]]);
    expect(problems[0]!.message).toContain("year 10000");
  });

  it("names a field that a key does not have, and never a secret in its place", async () => {
    const text = secret();
    const keys = [
      { note: "mistyped", secret: secret(), expires: "2030-01-01T00:00:00Z" },
      { note: "limited", secret: secret(), tokenLimit: 5 },
      { note: "swapped", [text]: "secret" },
      { note: "good", secret: secret() },
    ];
    const { imported, problems } = await importKeys(tenant.admin, { keys, onError: "skip" });
    expect([imported, problems.map(({ line }) => line)]).toEqual([1, [1, 2, 3]]);
    expect(problems[0]!.message).toBe(
      'A key has no field "expires". There are note, secret, sha256, expires_at.',
    );
    expect(problems[1]!.message).toContain('"token_limit"');
    expect(problems[2]!.message).not.toContain(text);
  });

  it("tells nothing of another project's keys", async () => {
    const text = secret();
    const elsewhere = await testTenant();
    await importKeys(elsewhere.admin, { keys: [{ note: "theirs", secret: text }] });
    const { problems } = await importKeys(tenant.admin, { keys: [{ note: "mine", secret: text }] });
    expect(problems).toEqual([{ line: 1, field: null, message: "This key cannot be imported." }]);
  });

  it("gives a key to one of two who import it at the same moment", async () => {
    const keys = [{ note: "raced", secret: secret() }];
    const results = await Promise.all(
      Array.from({ length: 6 }, () => importKeys(tenant.admin, { keys, onError: "skip" })),
    );
    expect(results.map(({ imported }) => imported).sort()).toEqual([0, 0, 0, 0, 0, 1]);
    expect(await count()).toBe(1);
  });

  it("takes ten thousand lines at once, and not one more", async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `key ${i},${secret()}`);
    const csv = `note,secret\n${lines.join("\n")}`;
    expect(await importKeys(tenant.admin, { csv })).toMatchObject({ imported: 10_000, problems: [] });
    const where = { action: "api_key.import", projectId: tenant.projectId };
    const events = await db().auditEvent.findMany({ where, select: { targetId: true, targetName: true } });
    const keys = await db().apiKey.findMany({ where: { projectId: tenant.projectId } });
    expect(new Map(events.map((event) => [event.targetId, event.targetName]))).toEqual(
      new Map(keys.map(({ id, note }) => [id, note])),
    );
    await expect(importKeys(tenant.admin, { csv: `${csv}\nx,${secret()}` })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("keeps and tells no plaintext", async () => {
    const text = secret();
    await importKeys(tenant.admin, { csv: `note,secret\nours,${text}` });
    const everything = await db()
      .$queryRaw`SELECT to_jsonb(k) AS row FROM api_keys k UNION ALL SELECT to_jsonb(a) FROM audit_events a`;
    expect(JSON.stringify(everything)).not.toContain(text);
    expect(JSON.stringify(everything)).toContain("api_key.import");
    await expect(importKeys(tenant.admin, { csv: `${text},ours` })).rejects.toMatchObject({
      message: expect.not.stringContaining(text),
    });
  });

  it("is refused to whoever may not", async () => {
    const keys = [{ note: "x", secret: secret() }];
    await expect(importKeys(tenant.member, { keys })).rejects.toMatchObject({ code: "forbidden" });
    await expect(importKeys(tenant.stranger, { keys })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a legacy key", () => {
  it("carries no limits, and is replaced by a standard key", async () => {
    await importKeys(tenant.admin, { keys: [{ note: "old", secret: secret() }] });
    const { id } = (await listKeys(tenant.admin)).keys[0]!;
    await expect(updateKey(tenant.admin, { id, tokenLimit: 5 })).rejects.toMatchObject({ code: "conflict" });
    expect(await updateKey(tenant.admin, { id, note: "renamed", tokenLimit: null })).toMatchObject({
      legacy: true,
    });
    const successor = await rotateKey(tenant.admin, { id, overlap: "7d" });
    expect(successor).toMatchObject({ legacy: false, note: "renamed", replaces: { id } });
    expect(successor.secret).toMatch(/^gk_/);
  });
});

const cellsOf = (line: ImportLine) =>
  "entry" in line ? [line.entry.note, line.entry.secret] : [line.problem];

describe("a CSV file", () => {
  it("is read as it was written: quotes, commas, line ends, a byte order mark, columns in any order", () => {
    const cell = fc.string({ maxLength: 12, unit: fc.constantFrom("a", '"', ",", "\n", " ", "é", ";") });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        (rows, end, swapped) => {
          const order = (a: string, b: string) => (swapped ? `${b},${a}` : `${a},${b}`);
          const lines = [order("note", "Secret "), ...rows.map(([n, s]) => order(quoted(n), quoted(s)))];
          const read = readCsv(`\uFEFF${lines.join(end)}`);
          expect(read.map(cellsOf)).toEqual(rows);
        },
      ),
    );
  });

  it("counts its lines as an editor does", () => {
    const read = readCsv('note,secret\n"a\nb",x\n\nc,y\n');
    expect(read.map(({ line }) => line)).toEqual([2, 5]);
  });

  it.each(["\n", "\r\n", "\r"])("counts its lines as an editor does, where they end with %j", (end) => {
    const lines = ["note,secret", '"a', "", 'b","x', 'y"', "c,z", "", '5" disk,w', "d,v", ""];
    const read = readCsv(lines.join(end));
    expect(read.map(({ line }) => line)).toEqual([2, 6, 8, 9]);
    expect(read.map(cellsOf).filter((cells) => cells.length > 1)).toEqual([
      ["a\n\nb", "x\ny"],
      ["c", "z"],
      ["d", "v"],
    ]);
  });

  it.each([
    ["a cell too many", "x,sk-with,a-comma-0123456789", "more cells than the header"],
    ["a quote within a value", '5" disk,SECRET', "A quote stands within a value"],
    ["a quote after a quoted value", '"5" disk,SECRET', "A quote stands within a value"],
    ["a quote that nothing closes", '"disk,SECRET', "never closed"],
  ])("with %s on a line loses that line alone, and never a part of it", async (_, wrong, told) => {
    const [first, last, lost] = [secret(), secret(), secret()];
    const csv = `note,secret\nfirst,${first}\n${wrong.replace("SECRET", lost)}\nlast,${last}\n`;
    const problems = [{ line: 3, field: null, message: expect.stringContaining(told) }];
    expect(await importKeys(tenant.admin, { csv })).toMatchObject({ imported: 0, problems });
    expect(await count()).toBe(0);
    const skipped = await importKeys(tenant.admin, { csv, onError: "skip" });
    expect(skipped).toMatchObject({ imported: 2, problems });
    expect(JSON.stringify(skipped)).not.toContain(lost);
    const { keys } = await listKeys(tenant.admin, { sort: "note", direction: "asc" });
    expect(keys.map(({ note }) => note)).toEqual(["first", "last"]);
  });

  it("of many lines that open a quote is read in time that grows with its length alone", () => {
    const startedMs = performance.now();
    const lines = Array.from({ length: 300_000 }, (_, i) => `"key ${i}`);
    expect(readCsv(`note,secret\n${lines.join("\n")}`)).toHaveLength(300_000);
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });

  it.each(["note,secret,owner", "note,secret,note", 'note,"secret', "secret,expires_at"])(
    "with the header %s is refused",
    (header) => {
      expect(() => readCsv(`${header}\na,b,c`)).toThrow(/columns/);
    },
  );
});
