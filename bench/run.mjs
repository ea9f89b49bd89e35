// `npm run bench`: Gatehouse against the plain proxy and, where installed, Portkey's gateway, on the same stubs in one run.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startGatehouse, startPlainProxy, startPortkey } from "./contestants.mjs";
import { load } from "./load.mjs";
import { printRequests, printStreams } from "./report.mjs";
import { runStreams, startStreamStub } from "./streams.mjs";
import { startStub } from "./stub.mjs";
import { isPinned, requireTools } from "./tools.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "4" },
    "warm-up": { type: "string", default: "10" },
    connections: { type: "string", default: "64" },
    only: { type: "string", default: "requests,streams" },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);

if (values.only === "history") {
  const program = fileURLToPath(new URL("history.mjs", import.meta.url));
  process.exit(spawnSync(process.execPath, ["--import", "tsx", program], { stdio: "inherit" }).status);
}
requireTools();
const folder = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
// PostgreSQL does not run as root; below a closed folder its data would go elsewhere and stay.
chmodSync(folder, 0o711);
const running = [];
const started = async (program) => {
  const contestant = await program;
  if (contestant) running.push(contestant);
  return contestant;
};

try {
  console.log(
    isPinned ? "Contestants on core 0, load and stubs on core 1." : "Nothing is pinned to a core here.",
  );
  const stub = await started(startStub(folder));
  const streamStub = await started(startStreamStub());
  const gatehouse = await started(
    startGatehouse(folder, [
      { name: "stub", url: stub.url, models: "gpt-4o-mini" },
      { name: "streams", url: streamStub.url, models: "fast,paced-20,paced-100" },
    ]),
  );
  if (values.only.includes("requests")) {
    const plain = await started(startPlainProxy(stub.url));
    const portkey = await started(startPortkey(stub.url));
    await compareRequests([gatehouse, gatehouse.withoutLimits, plain, portkey].filter(Boolean));
  }
  if (values.only.includes("streams")) {
    const plain = await started(startPlainProxy(streamStub.url));
    printStreams(await runStreams([gatehouse, plain], streamStub, Math.min(rounds, 3), seconds));
  }
} finally {
  for (const program of running.reverse()) await program.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function compareRequests(contestants) {
  for (const connections of values.connections.split(",").map(Number)) {
    for (const contestant of contestants)
      await load(folder, contestant, connections, Number(values["warm-up"]));
    const results = contestants.map(({ name }) => ({ name, rounds: [] }));
    for (let round = 0; round < rounds; round++) {
      // Every other round in the other order, so that none always follows the same one.
      const order = contestants.map((_, i) => (round % 2 === 0 ? i : contestants.length - 1 - i));
      for (const i of order) results[i].rounds.push(await load(folder, contestants[i], connections, seconds));
    }
    printRequests(results, connections);
  }
}
