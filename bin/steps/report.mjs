import { StepFailure } from "./progress.mjs";
import { StartError } from "./project.mjs";

/** Failures whose message was written for a person; the bundles' classes are known by name only. */
const EXPECTED = new Set(["StoreError", "ConfigurationError", "ServerError"]);

/** Says what went wrong: one line where it was foreseen, everything where it was not. */
export function report(error) {
  if (error instanceof StepFailure) console.error(error.written.trimEnd());
  if (error instanceof StartError || EXPECTED.has(error?.constructor?.name)) {
    console.error(`Gatehouse: ${error.message}`);
  } else console.error(error);
}
