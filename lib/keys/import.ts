import { authorise } from "../access";
import { recordAudits } from "../audit";
import type { Context } from "../context";
import { type Tx, transaction } from "../db";
import { DomainError } from "../errors";
import { newId } from "../ids";
import { requireOwnProject } from "../own-project";
import { parse } from "../parse";
import { type LegacyKey, readLine } from "./import-line";
import { type ImportLine, readCsv } from "./read-csv";
import {
  type ImportedEntry,
  type ImportKeysInput,
  type ImportProblem,
  type ImportResult,
  importKeysInput,
  MAX_IMPORTED_KEYS,
} from "./schema";

/**
 * Imports keys of another system as legacy keys: they authenticate as they are and carry no limits. Every line that cannot be imported is
 * named; the others are imported all the same, or none is, as `onError` says. Plaintexts are hashed at once and never kept.
 */
export async function importKeys(ctx: Context, input: ImportKeysInput): Promise<ImportResult> {
  authorise(ctx, "keys:write");
  const { csv, keys, onError, dryRun } = parse(importKeysInput, input);
  await requireOwnProject(ctx);
  const read = linesOf(csv, keys).map(readLine);
  const problems = read.filter(isProblem);
  const readable = withoutRepetitions(read.filter(isKey), problems);
  if (dryRun) {
    const { fresh, refused } = await judge(ctx, readable);
    return { imported: fresh.length, problems: inOrder([...problems, ...refused]), dryRun };
  }
  return transaction(ctx, async (ctx, changed) => {
    const { fresh, refused } = await judge(ctx, readable);
    const found = [...problems, ...refused];
    if (onError === "abort" && found.length > 0) return { imported: 0, problems: inOrder(found), dryRun };
    const inserted = await insert(ctx, fresh);
    const late = fresh.filter(({ hash }) => !inserted.has(hash)).map(taken);
    if (onError === "abort" && late.length > 0) throw new DomainError("conflict", MEANWHILE);
    for (const hash of inserted.keys()) changed({ kind: "key", hash });
    const stored = fresh.filter(({ hash }) => inserted.has(hash));
    await recordImport(
      ctx,
      stored.map((key) => ({ ...key, id: inserted.get(key.hash)! })),
    );
    return { imported: inserted.size, problems: inOrder([...found, ...late]), dryRun };
  });
}

const isKey = (line: LegacyKey | ImportProblem): line is LegacyKey => "hash" in line;
const isProblem = (line: LegacyKey | ImportProblem): line is ImportProblem => "message" in line;

/** One event per key: whoever looks for a key finds where it came from. */
const recordImport = (ctx: Context & { db: Tx }, keys: (LegacyKey & { id: string })[]) =>
  recordAudits(
    ctx,
    keys.map(({ id, note, expiresAt }) => ({
      action: "api_key.import" as const,
      targetId: id,
      targetName: note,
      after: { note, legacy: true, expiresAt: expiresAt?.toISOString() ?? null },
    })),
  );

const MEANWHILE = "Somebody imported one of these keys at the same moment. Nothing was imported: try again.";

function linesOf(csv: string | undefined, keys: ImportedEntry[] | undefined): ImportLine[] {
  if ((csv === undefined) === (keys === undefined)) {
    throw new DomainError("invalid_input", "Give a CSV file or a list of keys.", {
      keys: "Give one of both.",
    });
  }
  const lines = csv === undefined ? keys!.map((entry, i) => ({ line: i + 1, entry })) : readCsv(csv);
  if (lines.length === 0)
    throw new DomainError("invalid_input", "There is no key in this.", { keys: "Empty." });
  if (lines.length <= MAX_IMPORTED_KEYS) return lines;
  const message = `Import at most ${MAX_IMPORTED_KEYS} keys at once.`;
  throw new DomainError("invalid_input", message, { keys: message });
}

/** The first of several lines with the same key counts; the others are told which that is. */
function withoutRepetitions(keys: LegacyKey[], problems: ImportProblem[]): LegacyKey[] {
  const first = new Map<string, LegacyKey>();
  for (const key of keys) {
    const earlier = first.get(key.hash);
    if (!earlier) first.set(key.hash, key);
    else problems.push({ line: key.line, field: null, message: `Line ${earlier.line} has the same key.` });
  }
  return [...first.values()];
}

/** Sets apart what is stored already. Of another project's keys nothing is told but that this one cannot be had. */
async function judge(
  ctx: Context,
  keys: LegacyKey[],
): Promise<{ fresh: LegacyKey[]; refused: ImportProblem[] }> {
  const rows = await ctx.db.$queryRaw<{ hash: string; projectId: string }[]>`
    SELECT encode(secret_hash, 'hex') AS hash, project_id AS "projectId" FROM api_keys
    WHERE secret_hash IN (SELECT decode(value, 'hex') FROM json_array_elements_text(${JSON.stringify(keys.map(({ hash }) => hash))}::json))`;
  const stored = new Map(rows.map(({ hash, projectId }) => [hash, projectId]));
  return {
    fresh: keys.filter(({ hash }) => !stored.has(hash)),
    refused: keys
      .filter(({ hash }) => stored.has(hash))
      .map((key) => (stored.get(key.hash) === ctx.projectId ? here(key) : taken(key))),
  };
}

const here = ({ line }: LegacyKey): ImportProblem => ({
  line,
  field: null,
  message: "This project has this key already.",
});
const taken = ({ line }: LegacyKey): ImportProblem => ({
  line,
  field: null,
  message: "This key cannot be imported.",
});

const inOrder = (problems: ImportProblem[]) => problems.sort((a, b) => a.line - b.line);

/** Inserts what nobody else has inserted meanwhile; gives the ids by hash. */
async function insert(ctx: Context & { db: Tx }, keys: LegacyKey[]): Promise<Map<string, string>> {
  const rows = await ctx.db.$queryRaw<{ id: string; hash: string }[]>`
    INSERT INTO api_keys (id, project_id, note, note_sort, display_secret, secret_hash, expires_at, legacy,
      created_by_kind, created_by_id, created_by_name)
    SELECT k.id, ${ctx.projectId}::uuid, k.note, k."noteSort", k."displaySecret", decode(k.hash, 'hex'), k."expiresAt", true,
      ${ctx.actor.kind}::actor_kind, ${ctx.actor.id}::uuid, ${ctx.actor.name}
    FROM json_to_recordset(${JSON.stringify(keys.map(toRow))}::json)
      AS k(id uuid, note text, "noteSort" text, "displaySecret" text, hash text, "expiresAt" timestamptz)
    ORDER BY k.hash
    ON CONFLICT (secret_hash) DO NOTHING
    RETURNING id, encode(secret_hash, 'hex') AS hash`;
  return new Map(rows.map(({ id, hash }) => [hash, id]));
}

const toRow = (key: LegacyKey) => ({ ...key, id: newId(), noteSort: key.note.toLowerCase() });
