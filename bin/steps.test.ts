import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), "gatehouse-steps-"));
  cpSync(join(import.meta.dirname, "steps"), join(checkout, "bin/steps"), { recursive: true });
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), typeof content === "string" ? content : JSON.stringify(content));
}

/** Runs a few lines as a module of the checkout. */
const program = (source: string, options: { uid?: number } = {}): ChildProcess =>
  spawn(process.execPath, ["--input-type=module", "-e", source], {
    cwd: join(checkout, "bin/steps"),
    ...options,
  });

async function output(child: ChildProcess): Promise<string> {
  let text = "";
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on("data", (chunk) => {
      text += chunk;
    });
  }
  await once(child, "close");
  return text.trim();
}

const lockedFor = (durationMs: number) => `
  import { appendFileSync } from "node:fs";
  import { locked } from "./lock.mjs";
  await locked(async () => {
    appendFileSync("../../trace", "in ");
    await new Promise((resolve) => setTimeout(resolve, ${durationMs}));
    appendFileSync("../../trace", "out ");
  });`;

const LOCKED = lockedFor(300);

test("of two starts at once, the second waits until the first has installed and built", async () => {
  await Promise.all([output(program(LOCKED)), output(program(LOCKED)), output(program(LOCKED))]);
  expect(readFileSync(join(checkout, "trace"), "utf8")).toBe("in out in out in out ");
});

test("a start that was killed while it installed does not block the next one", async () => {
  const killed = program(lockedFor(60_000));
  const hasBegun = () => expect(readFileSync(join(checkout, "trace"), "utf8")).toBe("in ");
  await vi.waitFor(hasBegun, { timeout: 10_000 });
  killed.kill("SIGKILL");
  await once(killed, "close");
  await output(program(LOCKED));
  expect(readFileSync(join(checkout, "trace"), "utf8")).toBe("in in out ");
});

test("a checkout that needs work and cannot be written is one line", async () => {
  chmodSync(checkout, 0o555);
  const source = `import { locked } from "./lock.mjs"; await locked(() => {}).catch((error) => console.log(error.message));`;
  // Root may write everywhere: another account asks instead.
  const said = await output(program(source, process.getuid?.() === 0 ? { uid: 65534 } : {}));
  chmodSync(checkout, 0o755);
  expect(said).toMatch(/^Dependencies .* is not writable\. Run 'npm run build'/);
});

const isInstalled = () =>
  output(program(`import { isInstalled } from "./install.mjs"; console.log(isInstalled());`));

test("dependencies count as installed when npm finished with exactly the locked ones", async () => {
  const locked = {
    "": { name: "gatehouse" },
    "node_modules/one": { version: "1.0.0" },
    "node_modules/other-platform": { version: "1.0.0", optional: true },
  };
  write("package.json", { dependencies: { one: "1.0.0" } });
  write("package-lock.json", { packages: locked });
  expect(await isInstalled()).toBe("false");
  write("node_modules/one/package.json", { version: "1.0.0" });
  expect(await isInstalled()).toBe("false");
  write("node_modules/.package-lock.json", { packages: { "node_modules/one": { version: "1.0.0" } } });
  expect(await isInstalled()).toBe("true");
  write("package-lock.json", { packages: { ...locked, "node_modules/one": { version: "1.0.1" } } });
  expect(await isInstalled()).toBe("false");
});

test("a build is stale as soon as a source differs, and not because of a test", async () => {
  const built = () =>
    output(program(`import { areProgramsBuilt } from "./build.mjs"; console.log(areProgramsBuilt());`));
  write("lib/env.ts", "export {};");
  write("lib/env.test.ts", "");
  write("dist/server.mjs", "");
  await output(
    program(`
      import { filesBelow, hashOf, Stamp } from "./project.mjs";
      const files = filesBelow(["lib", "prisma/schema.prisma", "package-lock.json", "bin/steps"]);
      new Stamp("dist/programs.stamp").write(hashOf(files.filter((file) => !file.includes(".test."))));`),
  );
  expect(await built()).toBe("true");
  write("lib/env.test.ts", "changed");
  expect(await built()).toBe("true");
  write("lib/env.ts", "export const changed = 1;");
  expect(await built()).toBe("false");
});
