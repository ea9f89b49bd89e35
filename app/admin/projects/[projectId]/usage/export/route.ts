import { projectContext } from "@/lib/auth";
import { csvResponse, failureResponse, runAction } from "@/lib/http";
import { exportUsage } from "@/lib/usage";
import { rangeFromQuery } from "@/lib/usage/schema";

type Props = { params: Promise<{ projectId: string }> };

/** The calls of a range as a CSV file, sent as it is read: `?range=` or `?from=&to=`, and `?keyId=` for one key's. */
export async function GET(request: Request, { params }: Props) {
  const { projectId } = await params;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const input = { range: rangeFromQuery(query), keyId: query.keyId };
  const result = await runAction(async () => exportUsage(await projectContext(projectId), input));
  if (!result.ok) return failureResponse(result);
  const { range, csv } = result.data;
  return csvResponse(`usage-${range.from.slice(0, 10)}-to-${lastDay(range.to)}.csv`, csv);
}

/** The end of a range is not part of it. */
const lastDay = (to: string) => new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
