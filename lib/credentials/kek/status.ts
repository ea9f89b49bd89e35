import type { Context } from "../../context";
import { kekFolder } from "../../kek-folder";
import { keyEncryption } from "./key-encryption";
import { authoriseOperator } from "./operator";

export type KekStatus = {
  source: "environment" | "data folder";
  /** New data keys are sealed under this version. */
  current: number;
  /** Whether a rotation to it is under way, or was interrupted. */
  rotating: boolean;
  versions: KekVersionStatus[];
};

export type KekVersionStatus = {
  version: number;
  state: "current" | "previous" | "waiting" | "retired";
  /** Whether its key is here. */
  configured: boolean;
  /** How many credentials are sealed under it. */
  credentials: number;
  activatedAt: string | null;
  completedAt: string | null;
};

/** The KEK's versions, newest first, and what each is still needed for. */
export async function kekStatus(ctx: Context): Promise<KekStatus> {
  authoriseOperator(ctx);
  const sealed = await ctx.db.credential.groupBy({ by: ["kekVersion"], _count: true });
  const recorded = await ctx.db.kekVersion.findMany({ orderBy: { version: "desc" } });
  const active = recorded.find(({ activatedAt }) => activatedAt)!;
  const held = keyEncryption().versions();
  const numbers = [...new Set([...held, ...recorded.map(({ version }) => version)])].sort((a, b) => b - a);
  const versions = numbers.map((version): KekVersionStatus => {
    const record = recorded.find((row) => row.version === version);
    return {
      version,
      state: record ? stateOf(version, active.version) : "retired",
      configured: held.includes(version),
      credentials: sealed.find(({ kekVersion }) => kekVersion === version)?._count ?? 0,
      activatedAt: record?.activatedAt?.toISOString() ?? null,
      completedAt: record?.completedAt?.toISOString() ?? null,
    };
  });
  return {
    source: kekFolder() === null ? "environment" : "data folder",
    current: active.version,
    rotating: active.completedAt === null,
    versions,
  };
}

function stateOf(version: number, current: number): "current" | "previous" | "waiting" {
  if (version === current) return "current";
  return version < current ? "previous" : "waiting";
}
