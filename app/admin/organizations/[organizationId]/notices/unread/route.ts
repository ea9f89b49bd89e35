import { organizationContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import { listNotices } from "@/lib/notices";

type Props = { params: Promise<{ organizationId: string }> };

/** How many notices the reader has not seen, for the bell. */
export async function GET(_request: Request, { params }: Props) {
  const { organizationId } = await params;
  const result = await runAction(async () => {
    const { unread } = await listNotices(await organizationContext(organizationId), { limit: 1 });
    return { unread };
  });
  return Response.json(result, { headers: { "cache-control": "no-store" } });
}
