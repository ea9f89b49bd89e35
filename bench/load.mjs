import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cpuSeconds, runProgram } from "./processes.mjs";
import { LOAD_CORE, pinned } from "./tools.mjs";

export const REQUEST = {
  model: "gpt-4o-mini",
  messages: [
    { role: "system", content: "You are a helpful assistant that answers in one short sentence." },
    { role: "user", content: "Say hello to the people who read benchmarks, and wish them steady figures." },
  ],
  temperature: 0.7,
  max_tokens: 64,
};

const script = (headers) => `
wrk.method = "POST"
wrk.body = [==[${JSON.stringify(REQUEST)}]==]
${Object.entries(headers)
  .map(([name, value]) => `wrk.headers["${name}"] = "${value}"`)
  .join("\n")}
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %f %f %d\\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end`;

/** Loads a contestant with wrk for some seconds. Throws when any request failed: a quick error is not a quick answer. */
export async function load(folder, contestant, connections, seconds) {
  const file = join(folder, `${contestant.name}.lua`);
  writeFileSync(file, script({ "content-type": "application/json", ...contestant.headers }));
  const cpuBefore = cpuSeconds(contestant.pid);
  const command = [
    "wrk",
    "-t1",
    "--timeout",
    "30s",
    `-c${connections}`,
    `-d${seconds}s`,
    "-s",
    file,
    contestant.url,
  ];
  const output = await runProgram(pinned(LOAD_CORE, command));
  const result = /RESULT (\d+) (\d+) (\S+) (\S+) (\d+)/.exec(output);
  if (!result || Number(result[5]) > 0) throw new Error(`${contestant.name} failed under load:\n${output}`);
  const [requests, microseconds, p50, p99] = result.slice(1).map(Number);
  return {
    perSecond: requests / (microseconds / 1e6),
    p50Ms: p50 / 1000,
    p99Ms: p99 / 1000,
    cpuPerThousand: ((cpuSeconds(contestant.pid) - cpuBefore) / requests) * 1000,
  };
}
