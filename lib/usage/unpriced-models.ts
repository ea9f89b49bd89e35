import { pool } from "../db";

export type UnpricedModel = {
  organizationId: string;
  projectId: string;
  credentialId: string;
  model: string;
};

/** Everything that waits for a price, for the sweep that bills what has one by now. */
export async function unpricedModels(): Promise<UnpricedModel[]> {
  const { rows } = await pool().query<UnpricedModel>(
    `SELECT p.organization_id AS "organizationId", u.project_id AS "projectId", u.credential_id AS "credentialId", u.model
     FROM unpriced_usage u JOIN projects p ON p.id = u.project_id ORDER BY 2, 3, 4`,
  );
  return rows;
}
