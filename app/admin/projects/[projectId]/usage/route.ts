import { projectContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import { projectOverview } from "@/lib/usage";
import { rangeFromQuery } from "@/lib/usage/schema";

type Props = { params: Promise<{ projectId: string }> };

/** What the overview page reads anew every 30 seconds: `?range=7d`, or `?from=2026-11-01&to=2026-11-30`. */
export async function GET(request: Request, { params }: Props) {
  const { projectId } = await params;
  const range = rangeFromQuery(Object.fromEntries(new URL(request.url).searchParams));
  const result = await runAction(async () => projectOverview(await projectContext(projectId), { range }));
  return Response.json(result, { headers: { "cache-control": "no-store" } });
}
