import { existsSync, readFileSync } from "node:fs";
import { run, step } from "./progress.mjs";
import { hashOf, inRoot, Stamp } from "./project.mjs";

const stamp = new Stamp("node_modules/.gatehouse-install");
const wanted = () => hashOf(["package-lock.json"], process.platform, process.arch);

/** Whether node_modules is what the lock file says, by our own stamp or by npm's record of a finished install. */
export const isInstalled = () =>
  directDependencies().every((name) => existsSync(inRoot("node_modules", name, "package.json"))) &&
  (stamp.value === wanted() || npmRecordMatches());

/** Installs the locked dependencies, the tools included: the build needs them whatever NODE_ENV says. */
export async function install() {
  await step("Installing dependencies", async () => {
    const [command, ...first] = npm();
    await run(command, [...first, "ci", "--include=dev", "--no-audit", "--no-fund"], {
      env: { NODE_ENV: "development", npm_config_update_notifier: "false" },
    });
    stamp.write(wanted());
  });
}

/** The npm that started us where there is one, else the one of this Node. */
export function npm() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith("npm-cli.js") ? [process.execPath, cli] : ["npm"];
}

function directDependencies() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  return Object.keys({ ...dependencies, ...devDependencies });
}

/** npm writes node_modules/.package-lock.json last; it lists what was installed. */
function npmRecordMatches() {
  const record = inRoot("node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const locked = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")).packages;
  return Object.entries(locked).every(
    ([path, entry]) =>
      path === "" ||
      (installed[path] ? installed[path].version === entry.version : entry.optional || entry.peer),
  );
}
