import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context } from "../context";
import { db } from "../db";
import { forgetEnv } from "../env";
import { newId } from "../ids";
import { provideKek } from "../kek-folder";
import { sealUnder } from "./envelope";
import { activeVersion } from "./kek/active";

export type KekFolder = { path: string; remove(): void };

/** A data folder of the caller's own that the KEK comes from until `remove`. For tests. */
export function kekFolderForTests(): KekFolder {
  const given = process.env.GATEHOUSE_KEK;
  const path = mkdtempSync(join(tmpdir(), "gatehouse-kek-"));
  delete process.env.GATEHOUSE_KEK;
  provideKek(path);
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
      process.env.GATEHOUSE_KEK = given;
      forgetEnv();
    },
  };
}

/** Whoever operates the installation. */
export const operator = (): Context => ({
  actor: { kind: "CLI", id: null, name: "CLI (test)" },
  role: "OWNER",
  organizationId: "",
  projectId: "",
  address: null,
  db: db(),
});

/** Stores many sealed credentials at once; the secret of each says its name. */
export async function sealMany(projectId: string, count: number): Promise<string[]> {
  const version = await activeVersion(db());
  const rows = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const id = newId();
      const name = `credential-${i}`;
      return {
        id,
        projectId,
        name,
        provider: "openai",
        baseUrl: "https://api.openai.com/v1",
        hint: "…",
        ...(await sealUnder(version, id, { apiKey: `secret of ${name}` })),
        createdByKind: "SYSTEM" as const,
        createdByName: "test",
      };
    }),
  );
  await db().credential.createMany({ data: rows });
  return rows.map((row) => row.id);
}
