import { projectContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import { recentCalls } from "@/lib/usage";

type Props = { params: Promise<{ projectId: string; keyId: string }> };

/** A page of a key's calls: `?cursor=` and `?limit=` as the verb takes them. */
export async function GET(request: Request, { params }: Props) {
  const { projectId, keyId } = await params;
  const input = { ...Object.fromEntries(new URL(request.url).searchParams), keyId };
  const result = await runAction(async () => recentCalls(await projectContext(projectId), input));
  return Response.json(result, { headers: { "cache-control": "no-store" } });
}
