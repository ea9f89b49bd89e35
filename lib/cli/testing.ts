import { Readable } from "node:stream";
import { vi } from "vitest";
import { main } from "./main";

/** Runs one command in this process as a script would: piped input, captured output. */
export async function runCommand(args: string[], input = "") {
  const written = { out: "", err: "" };
  const capture = (name: "out" | "err") => (chunk: unknown) => {
    written[name] += String(chunk);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(capture("out") as typeof process.stdout.write),
    vi.spyOn(process.stderr, "write").mockImplementation(capture("err") as typeof process.stderr.write),
    vi
      .spyOn(process, "stdin", "get")
      .mockReturnValue(Readable.from([input]) as unknown as typeof process.stdin),
  ];
  const code = await main(args);
  for (const spy of spies) spy.mockRestore();
  return { code, ...written, json: () => JSON.parse(written.out) };
}
