import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { snippets } from "./snippets";

const code = (label: string, model = "gpt-4o-mini") =>
  snippets("https://gate.example.com", "gk_secret", model).find((snippet) => snippet.label === label)!.code;

describe("the snippets of the reveal", () => {
  it("name this address, the new secret and the model", () => {
    for (const { code } of snippets("https://gate.example.com", "gk_secret", "gpt-4o-mini")) {
      expect(code).toContain("https://gate.example.com/v1");
      expect(code).toContain("gk_secret");
      expect(code).toContain('"gpt-4o-mini"');
    }
  });

  it.each(["gpt-4o-mini", "it's-$HOME-`x`"])(
    "a shell passes curl's body through as JSON with model %s",
    (model) => {
      const script = code("curl", model).replace(/^curl /, "printf '%s\\n' ");
      const lines = execFileSync("sh", ["-c", script], { encoding: "utf8" }).trim().split("\n");
      expect(JSON.parse(lines.at(-1)!).model).toBe(model);
      expect(lines).toContain("Authorization: Bearer gk_secret");
    },
  );

  it("the JavaScript parses", () => {
    execFileSync(process.execPath, ["--input-type=module", "--check"], { input: code("JavaScript") });
  });
});
