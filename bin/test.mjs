// `npm test`: everything that CI runs, in the order in which a failure is cheapest to learn of. `npm test -- unit types` runs
// the sections named. The last line says how many passed and failed; a section without tests of its own counts as one.
import { checks } from "./steps/checks.mjs";
import { prepare } from "./steps/prepare.mjs";
import { requireNode } from "./steps/project.mjs";
import { report } from "./steps/report.mjs";

requireNode();
process.env.NEXT_TELEMETRY_DISABLED = "1";
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no section ${unknown.join(", ")}; there are ${checks.map((check) => check.name).join(", ")}.`,
  );
  process.exit(1);
}

let passed = 0;
let failed = 0;
let flaky = 0;
try {
  await prepare(["install", "generate"]);
  for (const check of checks) {
    if (wanted.length > 0 && !wanted.includes(check.name)) continue;
    const result = await runCheck(check);
    passed += result.passed;
    failed += result.failed;
    flaky += result.flaky ?? 0;
  }
} catch (error) {
  report(error);
  failed += 1;
}
if (flaky > 0) console.log(`\n${flaky} of them passed at the second attempt only; "flaky" above names them`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function runCheck({ name, title, run }) {
  console.log(`\n── ${name}: ${title}`);
  const startedMs = performance.now();
  const result = await run().catch((error) => {
    report(error);
    return { passed: 0, failed: 1 };
  });
  const verdict = result.failed > 0 ? `FAILED (${result.failed})` : "ok";
  console.log(
    `   ${name} ${verdict}, ${result.passed} passed, ${Math.round((performance.now() - startedMs) / 1000)} s`,
  );
  return result;
}
