import { filtersFromQuery } from "@/components/audit/filters";
import { exportAudit } from "@/lib/audit";
import { organizationContext } from "@/lib/auth";
import { csvResponse, failureResponse, runAction } from "@/lib/http";

type Props = { params: Promise<{ organizationId: string }> };

/** The audit log as a CSV file, sent as it is read, with the filters of the page. */
export async function GET(request: Request, { params }: Props) {
  const { organizationId } = await params;
  const filters = filtersFromQuery(Object.fromEntries(new URL(request.url).searchParams));
  const result = await runAction(async () => exportAudit(await organizationContext(organizationId), filters));
  if (!result.ok) return failureResponse(result);
  return csvResponse(`audit-${new Date().toISOString().slice(0, 10)}.csv`, result.data);
}
