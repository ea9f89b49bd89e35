import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, runProgram, startProgram } from "./processes.mjs";
import { CONTESTANT_CORE, pinned } from "./tools.mjs";

const here = (...parts) => fileURLToPath(new URL(parts.join("/"), import.meta.url));
const root = here("..");
const CALLS = "/v1/chat/completions";

/** Far beyond what a run uses: what is measured is the counting. */
const EVERY_LIMIT = [
  "--cost-limit-usd",
  "100000",
  "--token-limit",
  "1000000000000",
  "--rpm",
  "1000000",
  "--reset-period",
  "monthly",
];

/**
 * Gatehouse as people run it: the built server with its own embedded PostgreSQL, a credential to open, and two keys to check: one with
 * every limit there is, and one without any.
 */
export async function startGatehouse(folder, upstreams) {
  const port = await freePort();
  const env = {
    PORT: String(port),
    GATEHOUSE_HOST: "127.0.0.1",
    GATEHOUSE_DATA_DIR: join(folder, "data"),
    GATEHOUSE_ADMIN_EMAIL: "bench@example.com",
    GATEHOUSE_ADMIN_PASSWORD: "only for this bench",
    GATEHOUSE_LOG_LEVEL: "warn",
    DATABASE_URL: "",
    NODE_ENV: "production",
  };
  await runProgram([process.execPath, here("../bin/build.mjs")], { cwd: root });
  const ready = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    return answer?.status === 200;
  };
  const command = pinned(CONTESTANT_CORE, [process.execPath, here("../bin/start.mjs")]);
  const program = await startProgram(command, { port, env, cwd: root, ready });
  const cli = async (args, input) =>
    JSON.parse(
      await runProgram([process.execPath, here("../bin/gatehouse.mjs"), ...args, "--json"], {
        env,
        cwd: root,
        input,
      }),
    );
  const create = ["keys", "create", "--project", "default"];
  const limited = await cli([...create, "--note", "limited", ...EVERY_LIMIT]);
  const free = await cli([...create, "--note", "free"]);
  for (const { name, url, models } of upstreams) {
    const credential = [
      "--name",
      name,
      "--provider",
      "openai-compatible",
      "--base-url",
      `${url}/v1`,
      "--model",
      models,
      "--input-usd-per-million",
      "0.15",
      "--output-usd-per-million",
      "0.60",
    ];
    await cli(
      ["credentials", "create", "--project", "default", ...credential, "--secret-stdin"],
      "sk-bench-0123456789abcdef0123456789abcdef",
    );
  }
  const contestant = (name, { secret }) => ({
    ...program,
    name,
    url: `http://127.0.0.1:${port}${CALLS}`,
    key: secret,
    headers: { authorization: `Bearer ${secret}` },
  });
  return { ...contestant("gatehouse", limited), withoutLimits: contestant("no limits", free) };
}

export async function startPlainProxy(upstream, name = "plain") {
  const port = await freePort();
  const command = pinned(CONTESTANT_CORE, [
    process.execPath,
    here("plain-proxy.mjs"),
    String(port),
    upstream,
  ]);
  const program = await startProgram(command, { port });
  return {
    ...program,
    name,
    url: `http://127.0.0.1:${port}${CALLS}`,
    key: "any",
    headers: { authorization: "Bearer any" },
  };
}

const PORTKEY_START = "node_modules/@portkey-ai/gateway/build/start-server.js";

/** Portkey's gateway from its own versions, where GATEHOUSE_BENCH_PORTKEY names a folder it is installed in; else null. */
export async function startPortkey(upstream) {
  const folder = process.env.GATEHOUSE_BENCH_PORTKEY;
  if (!folder || !existsSync(join(folder, PORTKEY_START))) {
    console.log(PORTKEY_MISSING);
    return null;
  }
  const port = await freePort();
  const command = pinned(CONTESTANT_CORE, [process.execPath, PORTKEY_START, `--port=${port}`, "--headless"]);
  const program = await startProgram(command, { port, cwd: folder, env: { NODE_ENV: "production" } });
  const headers = {
    authorization: "Bearer any",
    "x-portkey-provider": "openai",
    "x-portkey-custom-host": `${upstream}/v1`,
  };
  return { ...program, name: "portkey", url: `http://127.0.0.1:${port}${CALLS}`, headers };
}

const PORTKEY_MISSING = `Without Portkey's gateway. To have it in the comparison:
  mkdir -p /tmp/portkey && cd /tmp/portkey
  echo '{"dependencies":{"@portkey-ai/gateway":"1.15.2"},"overrides":{"@hono/node-server":"1.13.5","hono":"4.9.7"}}' > package.json
  npm install && export GATEHOUSE_BENCH_PORTKEY=/tmp/portkey
`;
