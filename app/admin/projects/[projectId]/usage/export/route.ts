import { projectContext } from "@/lib/auth";
import { type ActionResult, runAction } from "@/lib/http";
import { exportUsage } from "@/lib/usage";
import { rangeFromQuery } from "@/lib/usage/schema";

type Props = { params: Promise<{ projectId: string }> };

const STATUSES: Partial<Record<string, number>> = { unauthenticated: 401, forbidden: 403, not_found: 404 };

/** The calls of a range as a CSV file, sent as it is read: `?range=` or `?from=&to=`, and `?keyId=` for one key's. */
export async function GET(request: Request, { params }: Props) {
  const { projectId } = await params;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const input = { range: rangeFromQuery(query), keyId: query.keyId };
  const result = await runAction(async () => exportUsage(await projectContext(projectId), input));
  if (!result.ok) return failure(result);
  const { range, csv } = result.data;
  return new Response(toStream(csv), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="usage-${range.from.slice(0, 10)}-to-${lastDay(range.to)}.csv"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

const failure = (result: Extract<ActionResult<unknown>, { ok: false }>) =>
  Response.json(result, {
    status: STATUSES[result.error.code] ?? 503,
    headers: { "cache-control": "no-store" },
  });

/** The end of a range is not part of it. */
const lastDay = (to: string) => new Date(Date.parse(to) - 1).toISOString().slice(0, 10);

/** Pulled by the reader's pace; no page is read after it has left. */
function toStream(csv: AsyncGenerator<string, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await csv.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await csv.return();
      },
    },
    { highWaterMark: 0 },
  );
}
