/** A CSV file that is sent as it is read: pulled by the reader's pace, and no page is read after it has left. */
export const csvResponse = (fileName: string, csv: AsyncGenerator<string, void>): Response =>
  new Response(toStream(csv), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });

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
