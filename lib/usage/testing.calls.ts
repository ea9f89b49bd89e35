import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UsageRecord } from "./record";
import { UsageRecorder } from "./recorder";
import { usageRecord } from "./testing";

/** A call of a tenant's, as the gateway records it. For tests. */
export const aCall = (
  { organizationId, projectId }: { organizationId: string; projectId: string },
  given: Partial<UsageRecord>,
): UsageRecord => usageRecord({ organizationId, projectId, ...given });

/** Has a recorder write calls, in batches. For tests. */
export async function play(records: UsageRecord[], size = 400): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-played-"));
  const recorder = new UsageRecorder({ folder });
  await recorder.start();
  for (let i = 0; i < records.length; i += size) {
    recorder.append(records.slice(i, i + size));
    await recorder.flush();
  }
  await recorder.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Everything that an iterable gives. For tests. */
export async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of iterable) all.push(one);
  return all;
}
