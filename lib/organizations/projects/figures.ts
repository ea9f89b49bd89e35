import { pool } from "../../db";
import type { ProjectFigures } from "../schema";

const FIGURES = `
  SELECT k.project_id AS id, count(*)::int AS keys, max(k.last_used_at) AS "lastUsedAt"
  FROM api_keys k
  JOIN projects p ON p.id = k.project_id
  JOIN memberships m ON m.organization_id = p.organization_id AND m.user_id = $1
  WHERE k.deleted_at IS NULL GROUP BY 1`;

/** How many keys each project has that a user can open, and when one of them was last used; nothing for a project without keys. */
export async function projectFigures(userId: string): Promise<ProjectFigures[]> {
  const { rows } = await pool().query<{ id: string; keys: number; lastUsedAt: Date | null }>(FIGURES, [
    userId,
  ]);
  return rows.map((row) => ({ ...row, lastUsedAt: row.lastUsedAt?.toISOString() ?? null }));
}
