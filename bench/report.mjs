export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const round = (value, digits) =>
  value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** The median of a figure's ratios round by round: drift of the machine hits both of a pair. */
const ratio = (a, b, figure) => median(a.rounds.map((result, i) => result[figure] / b.rounds[i][figure]));

/** Requests: each contestant's medians, then Gatehouse against each other one. */
export function printRequests(results, connections) {
  console.log(`\nNot streamed, ${connections} connections, medians of ${results[0].rounds.length} rounds`);
  console.log("  contestant  requests/s   p50 ms   p99 ms   CPU s per 1,000");
  for (const { name, rounds } of results) {
    const figure = (key, digits) => round(median(rounds.map((result) => result[key])), digits);
    const columns = [
      figure("perSecond", 0).padStart(10),
      figure("p50Ms", 2).padStart(8),
      figure("p99Ms", 2).padStart(8),
    ];
    console.log(`  ${name.padEnd(10)}  ${columns.join(" ")}   ${figure("cpuPerThousand", 4).padStart(15)}`);
  }
  const [gatehouse, withoutLimits, plain] = results;
  const pairs = [...results.slice(1).map((other) => [gatehouse, other]), [withoutLimits, plain]];
  for (const [one, other] of pairs) {
    const speed = round(ratio(one, other, "perSecond"), 2);
    const cpu = round(ratio(one, other, "cpuPerThousand"), 2);
    const p99 = round(ratio(one, other, "p99Ms"), 2);
    console.log(`  ${one.name} / ${other.name}: requests/s ${speed}, CPU per request ${cpu}, p99 ${p99}`);
  }
}

/** Streams: chunks per second when saturated, and what is added before the first chunk. */
export function printStreams(results) {
  const direct = results.at(-1);
  const first = ({ first }, figure) => median(first.map((result) => result[figure]));
  console.log("\nStreams: 64 saturated, then 100 with 20 ms between chunks, then 1,000 with 100 ms");
  console.log("  contestant  chunks/s  first chunk p50 ms  p99 ms  added p50 ms  memory growth MiB");
  for (const result of results) {
    const columns = [
      round(median(result.saturated), 0).padStart(8),
      round(first(result, "p50Ms"), 2).padStart(18),
      round(first(result, "p99Ms"), 2).padStart(6),
      round(first(result, "p50Ms") - first(direct, "p50Ms"), 2).padStart(12),
      Number.isNaN(result.growthKib) ? "" : round(result.growthKib / 1024, 1).padStart(17),
    ];
    console.log(`  ${result.name.padEnd(10)}  ${columns.join("  ")}`);
  }
  const [gatehouse, plain] = results;
  const speed = median(gatehouse.saturated.map((chunks, i) => chunks / plain.saturated[i]));
  console.log(`  gatehouse / plain: chunks/s ${round(speed, 2)}`);
}
