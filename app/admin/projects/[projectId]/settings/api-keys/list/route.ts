import { projectContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import { listKeys } from "@/lib/keys";

type Props = { params: Promise<{ projectId: string }> };

/** A page of keys for the table: a plain GET, because server actions wait for one another. */
export async function GET(request: Request, { params }: Props) {
  const { projectId } = await params;
  const input = Object.fromEntries(new URL(request.url).searchParams);
  const result = await runAction(async () => listKeys(await projectContext(projectId), input));
  return Response.json(result, { headers: { "cache-control": "no-store" } });
}
