import {
  areProgramsBuilt,
  areProgramsUntouched,
  buildConsole,
  buildPrograms,
  confirmPrograms,
  isConsoleBuilt,
} from "./build.mjs";
import { generate, isGenerated } from "./generate.mjs";
import { install, isInstalled } from "./install.mjs";
import { locked } from "./lock.mjs";

const STEPS = {
  install: { isDone: isInstalled, make: install },
  generate: { isDone: isGenerated, make: generate },
  programs: { isDone: areProgramsBuilt, make: buildPrograms },
  console: { isDone: isConsoleBuilt, make: buildConsole },
};

/**
 * Brings the checkout to where the named steps are done, in the order given. Nothing is written, and no lock taken,
 * when all of them are: a read-only checkout with everything present just starts.
 */
export async function prepare(names) {
  if (names.every((name) => STEPS[name].isDone())) return;
  await locked(async () => {
    for (const name of names) if (!STEPS[name].isDone()) await STEPS[name].make();
  });
}

/** What the command line tool needs, checked without reading the sources. */
export async function preparePrograms() {
  if (areProgramsUntouched()) return;
  await prepare(["install", "generate", "programs"]);
  confirmPrograms();
}
