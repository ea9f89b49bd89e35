import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, startProgram } from "./processes.mjs";
import { LOAD_CORE, pinned } from "./tools.mjs";

/** A chat completion of about 700 bytes, as nginx gives it to every request. */
export const COMPLETION = JSON.stringify({
  id: "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
  object: "chat.completion",
  created: 1741569952,
  model: "gpt-4o-mini",
  choices: [
    {
      index: 0,
      message: {
        role: "assistant",
        content: "Hello! How can I assist you today?",
        refusal: null,
        annotations: [],
      },
      logprobs: null,
      finish_reason: "stop",
    },
  ],
  usage: {
    prompt_tokens: 19,
    completion_tokens: 10,
    total_tokens: 29,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  },
  service_tier: "default",
  system_fingerprint: "fp_44709d6fcb",
});

/** An upstream that answers at once and costs next to nothing: nginx with one fixed answer. */
export async function startStub(folder) {
  const port = await freePort();
  const home = join(folder, "nginx");
  mkdirSync(home, { recursive: true });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${join(home, name)};`)
    .join(" ");
  const config = `
    daemon off; worker_processes 1; pid ${join(home, "pid")}; error_log ${join(home, "error.log")};
    events { worker_connections 4096; }
    http {
      access_log off; keepalive_requests 1000000000; keepalive_timeout 600s; ${temporary}
      server { listen 127.0.0.1:${port} backlog=4096; default_type application/json; location / { return 200 '${COMPLETION}'; } }
    }`;
  const file = join(home, "nginx.conf");
  writeFileSync(file, config);
  const program = await startProgram(
    pinned(LOAD_CORE, ["nginx", "-p", home, "-e", join(home, "error.log"), "-c", file]),
    { port },
  );
  return { ...program, url: `http://127.0.0.1:${port}` };
}
