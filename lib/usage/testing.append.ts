// Run by replay.test.ts as a process of its own, to be killed: takes a place in the spool, which replays what was left there, and
// appends calls for as long as it lives. It says which ones after `append` has returned. Each has a checkpoint before it ends.
import { writeSync } from "node:fs";
import type { UsageRecord } from "./record";
import { UsageRecorder } from "./recorder";
import { usageRecord } from "./testing";

const [folder, owner] = process.argv.slice(2) as [string, string];
const given = JSON.parse(owner) as Partial<UsageRecord>;
const recorder = new UsageRecorder({ folder });
await recorder.start();
writeSync(1, "started\n");

function turn(): void {
  const records = Array.from({ length: 1 + Math.floor(Math.random() * 20) }, (_, i) =>
    usageRecord({ ...given, costNanoUsd: BigInt(i), userAgent: `agent ${i % 3}` }),
  );
  recorder.checkpoint(records);
  recorder.append(records);
  writeSync(1, `${records.map(({ id }) => id).join("\n")}\n`);
  setTimeout(turn, Math.random() * 3);
}
turn();
