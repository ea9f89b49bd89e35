import { authorise } from "../../access";
import type { Context } from "../../context";
import { pool } from "../../db";
import { OURS, ours } from "./tenancy";

/** Whether any call was ever made with one of the project's keys: rollups outlive the calls themselves. */
export async function everUsed(ctx: Context): Promise<boolean> {
  authorise(ctx, "usage:read");
  const { rows } = await pool().query<{ used: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM project_usage WHERE project_id = $1 AND ${OURS}) AS used`,
    ours(ctx),
  );
  return rows[0]!.used;
}
