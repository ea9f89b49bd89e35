import { projectContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import { keyCallsLastDay } from "@/lib/usage";

type Props = { params: Promise<{ projectId: string; keyId: string }> };

/** What the dialog that deletes a key warns of. */
export async function GET(_request: Request, { params }: Props) {
  const { projectId, keyId: id } = await params;
  const result = await runAction(async () => keyCallsLastDay(await projectContext(projectId), { id }));
  return Response.json(result, { headers: { "cache-control": "no-store" } });
}
