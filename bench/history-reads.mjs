import { listKeys } from "../lib/keys/index.ts";
import { keyOverview, projectOverview, recentCalls } from "../lib/usage/index.ts";
import { median } from "./report.mjs";

const WARM_UP = 10;
const RANGES = ["24h", "7d", "30d", "90d", "12mo"];

/** How long the verbs behind the pages take, each so many times in turn. */
export async function timeReads(ctx, { keys, runs, keyIdOf }) {
  const measured = [];
  const measure = async (name, work) => measured.push({ name, ...(await timed(runs, work)) });
  for (const range of RANGES)
    await measure(`projectOverview ${range}`, () => projectOverview(ctx, { range }));
  for (const rank of [1, 1000, keys - 1]) {
    const id = await keyIdOf(rank);
    for (const range of RANGES)
      await measure(`keyOverview of key ${rank}, ${range}`, () => keyOverview(ctx, { id, range }));
  }
  await measure("recentCalls of the project", () => recentCalls(ctx));
  for (const sort of ["createdAt", "note", "lastUsedAt", "expiresAt"])
    for (const direction of ["asc", "desc"])
      await measure(`listKeys by ${sort} ${direction}`, () => listKeys(ctx, { sort, direction }));
  for (const search of ["service 1234", "of team 7", "nothing like it"])
    await measure(`listKeys with “${search}”`, () => listKeys(ctx, { search }));
  for (const status of ["active", "disabled", "expired", "revoked"])
    await measure(`listKeys that are ${status}`, () => listKeys(ctx, { status }));
  return measured;
}

async function timed(runs, work) {
  const times = [];
  for (let run = -WARM_UP; run < runs; run++) {
    const startedAt = performance.now();
    await work();
    if (run >= 0) times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  return { p50: median(times), p95: times[Math.ceil(times.length * 0.95) - 1] };
}

export function printTimes(measured) {
  console.log("\n| read | p50 ms | p95 ms |\n|---|---|---|");
  for (const { name, p50, p95 } of measured)
    console.log(`| ${name} | ${p50.toFixed(1)} | ${p95.toFixed(1)} |`);
}
