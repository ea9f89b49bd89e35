import { projectContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import { keyCallsLastDay } from "@/lib/usage";

type Props = { params: Promise<{ projectId: string }> };

/** How much a key was used in the past 24 hours: what its deletion would break. */
export async function GET(request: Request, { params }: Props) {
  const { projectId } = await params;
  const id = new URL(request.url).searchParams.get("id") ?? "";
  const result = await runAction(async () => keyCallsLastDay(await projectContext(projectId), { id }));
  return Response.json(result, { headers: { "cache-control": "no-store" } });
}
