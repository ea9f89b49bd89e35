import { fileURLToPath } from "node:url";
import { cpuSeconds, freePort, residentKib, runProgram, startProgram } from "./processes.mjs";
import { LOAD_CORE, pinned } from "./tools.mjs";

const EVENTS_PER_STREAM = 500;
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export async function startStreamStub() {
  const port = await freePort();
  const command = pinned(LOAD_CORE, [
    process.execPath,
    here("stream-stub.mjs"),
    String(port),
    String(EVENTS_PER_STREAM),
  ]);
  const program = await startProgram(command, { port });
  const url = `http://127.0.0.1:${port}`;
  return { ...program, name: "direct", url, call: `${url}/v1/chat/completions`, key: "any" };
}

async function stream(contestant, model, streams, seconds) {
  const command = [process.execPath, here("stream-client.mjs"), "--url", contestant.call ?? contestant.url];
  const options = [
    "--model",
    model,
    "--key",
    contestant.key,
    "--streams",
    String(streams),
    "--seconds",
    String(seconds),
  ];
  const cpuBefore = cpuSeconds(contestant.pid);
  let peakKib = 0;
  const watch = setInterval(() => {
    peakKib = Math.max(peakKib, residentKib(contestant.pid));
  }, 100);
  const result = JSON.parse(await runProgram(pinned(LOAD_CORE, [...command, ...options])));
  clearInterval(watch);
  if (result.failed > 0) throw new Error(`${contestant.name}: ${result.failed} streams failed`);
  return { ...result, peakKib, cpuSeconds: cpuSeconds(contestant.pid) - cpuBefore };
}

/** Streams through every contestant in turn, and straight from the stub to tell what is the stub's own. */
export async function runStreams(contestants, stub, rounds, seconds) {
  const all = [...contestants, stub];
  const results = all.map(({ name }) => ({ name, saturated: [], first: [], growthKib: Number.NaN }));
  for (const contestant of all) await stream(contestant, "fast", 64, seconds * 2);
  for (let round = 0; round < rounds; round++) {
    for (const [i, contestant] of all.entries()) {
      const saturated = await stream(contestant, "fast", 64, seconds);
      results[i].saturated.push((saturated.completed * EVENTS_PER_STREAM) / saturated.seconds);
      results[i].first.push(await stream(contestant, "paced-20", 100, seconds));
    }
  }
  for (const [i, contestant] of contestants.entries()) {
    const before = residentKib(contestant.pid);
    const { peakKib } = await stream(contestant, "paced-100", 1000, seconds);
    results[i].growthKib = peakKib - before;
  }
  return results;
}
