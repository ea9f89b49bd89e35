import { authorise } from "../access";
import type { Context } from "../context";
import { notFound } from "../errors";
import { formatUsd } from "../money";
import type { OrganizationSettings } from "./schema";

const COLUMNS = {
  id: true,
  name: true,
  requestsPerMinute: true,
  concurrency: true,
  noticesByEmail: true,
  creditsNanoUsd: true,
} as const;

type Row = Omit<OrganizationSettings, "creditsUsd"> & { creditsNanoUsd: bigint | null };

/** An organization's name, limits and credits. What was spent in the last moments is still to come off. */
export async function organizationSettings(ctx: Context): Promise<OrganizationSettings> {
  authorise(ctx, "members:read");
  return toSettings(await storedOrganization(ctx));
}

/** The row that settings are made of. Throws `not_found`. */
export async function storedOrganization(ctx: Context): Promise<Row> {
  const row = await ctx.db.organization.findUnique({ where: { id: ctx.organizationId }, select: COLUMNS });
  if (!row) throw notFound("This organization");
  return row;
}

export const toSettings = ({ creditsNanoUsd, ...row }: Row): OrganizationSettings => ({
  ...row,
  creditsUsd: creditsNanoUsd === null ? null : formatUsd(creditsNanoUsd),
});
