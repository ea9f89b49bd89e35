import { projectContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import { keyOverview } from "@/lib/usage";
import { rangeFromQuery } from "@/lib/usage/schema";

type Props = { params: Promise<{ projectId: string; keyId: string }> };

/** What a key's overview reads anew; the range as on the project's. */
export async function GET(request: Request, { params }: Props) {
  const { projectId, keyId: id } = await params;
  const range = rangeFromQuery(Object.fromEntries(new URL(request.url).searchParams));
  const result = await runAction(async () => keyOverview(await projectContext(projectId), { id, range }));
  return Response.json(result, { headers: { "cache-control": "no-store" } });
}
