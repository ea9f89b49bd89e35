import { spawn } from "node:child_process";
import { root, StartError } from "./project.mjs";

/** Where progress goes: standard output for `npm start`, standard error for the command line tool. */
let output = process.stdout;
export const progressTo = (stream) => {
  output = stream;
};

/** One line for a long step: its name at once, its seconds when it is done. */
export async function step(name, work) {
  const startedMs = performance.now();
  output.write(`${name} … `);
  try {
    const result = await work();
    output.write(`${Math.max(1, Math.round((performance.now() - startedMs) / 1000))} s\n`);
    return result;
  } catch (error) {
    output.write("failed\n");
    throw error;
  }
}

/** Runs a program quietly. What it wrote is shown only when it fails. */
export function run(command, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let written = "";
    const collect = (chunk) => {
      written += chunk;
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const forwarded = forwardSignals(child);
    child.on("error", (error) => {
      forwarded.end();
      reject(new StartError(`${command} could not be run: ${error.message}`));
    });
    child.on("close", (code) => {
      forwarded.end();
      if (forwarded.signal) process.kill(process.pid, forwarded.signal);
      else if (code === 0) resolve(written);
      else reject(new StepFailure(`${[command, ...args].join(" ")} failed (exit code ${code}).`, written));
    });
  });
}

/** A program that failed, with what it wrote. */
export class StepFailure extends StartError {
  constructor(message, written) {
    super(message);
    this.written = written;
  }
}

/** A signal to us ends the program first, so that it is not left working behind our back. */
function forwardSignals(child) {
  const forwarded = {
    signal: null,
    end() {
      for (const signal of ["SIGTERM", "SIGINT"]) process.off(signal, forward);
    },
  };
  const forward = (signal) => {
    forwarded.signal = signal;
    child.kill(signal);
  };
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, forward);
  return forwarded;
}
