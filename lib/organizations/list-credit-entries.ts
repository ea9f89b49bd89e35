import { authorise } from "../access";
import type { Context } from "../context";
import { formatUsd } from "../money";
import { parse } from "../parse";
import { type CreditEntryPage, type ListCreditEntriesInput, listCreditEntriesInput } from "./schema";

/** What was added to the credits and taken away by hand, the newest first. */
export async function listCreditEntries(
  ctx: Context,
  input: ListCreditEntriesInput = {},
): Promise<CreditEntryPage> {
  authorise(ctx, "members:read");
  const { cursor, limit } = parse(listCreditEntriesInput, input);
  const rows = await ctx.db.creditEntry.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    select: { id: true, amountNanoUsd: true, note: true, createdAt: true, createdByName: true },
  });
  return {
    entries: rows.slice(0, limit).map(({ amountNanoUsd, createdAt, ...row }) => ({
      ...row,
      amountUsd: formatUsd(amountNanoUsd),
      createdAt: createdAt.toISOString(),
    })),
    nextCursor: rows.length > limit ? rows[limit - 1]!.id : null,
  };
}
