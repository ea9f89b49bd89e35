import { describe, expect, it } from "vitest";
import { createLog } from "./log";

describe("a log", () => {
  it("writes JSON lines without secrets, wherever they hide", () => {
    const lines: string[] = [];
    const log = createLog("info", { write: (line: string) => lines.push(line) });
    const secret = "gk_very-secret";
    log.info({ authorization: secret, headers: { cookie: secret, "x-api-key": secret } }, "request");
    log.warn(
      { request: { body: { password: secret, secret } }, apiKey: secret, path: "/v1/models" },
      "refused",
    );
    log.debug("not written");
    expect(lines).toHaveLength(2);
    expect(lines.join("")).not.toContain(secret);
    expect(JSON.parse(lines[1]!)).toMatchObject({
      level: "warn",
      msg: "refused",
      path: "/v1/models",
      apiKey: "[redacted]",
    });
  });
});
