import { describe, expect, it } from "vitest";
import { ConfigurationError, parseEnv } from "./env";

describe("parseEnv", () => {
  it("needs nothing", () => {
    expect(parseEnv({})).toMatchObject({
      PORT: 3000,
      GATEHOUSE_KEY_PREFIX: "gk",
      GATEHOUSE_DRAIN_SECONDS: 30,
    });
  });

  it("takes an empty value for none", () => {
    expect(parseEnv({ PORT: "", DATABASE_URL: "", GATEHOUSE_ADMIN_EMAIL: "" })).toMatchObject({ PORT: 3000 });
  });

  it.each([
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["GATEHOUSE_KEY_PREFIX", "Bad_Prefix"],
    ["GATEHOUSE_KEK", "short"],
    ["NEXTAUTH_SECRET", "short"],
    ["GATEHOUSE_UPSTREAM_NETWORKS", "public,moon"],
    ["GATEHOUSE_LOG_LEVEL", "loud"],
    ["SMTP_URL", "https://user:password@mail.example.com"],
  ])("names %s when it is %j, on one line and without the value", (name, value) => {
    const parse = () => parseEnv({ [name]: value });
    expect(parse).toThrow(ConfigurationError);
    expect(parse).toThrow(name);
    expect(parse).not.toThrow(/\n/);
    if (/KEK|SECRET|URL/.test(name)) expect(parse).not.toThrow(value);
  });

  it("wants the admin's address and password together", () => {
    expect(() => parseEnv({ GATEHOUSE_ADMIN_EMAIL: "a@example.com" })).toThrow("GATEHOUSE_ADMIN_PASSWORD");
    expect(() => parseEnv({ GATEHOUSE_ADMIN_PASSWORD: "long enough for it" })).toThrow(
      "GATEHOUSE_ADMIN_PASSWORD",
    );
  });

  it("wants the SMTP server and the sender together", () => {
    const url = "smtp://mail.example.com";
    expect(() => parseEnv({ SMTP_URL: url })).toThrow("SMTP_FROM");
    expect(() => parseEnv({ SMTP_FROM: "gatehouse@example.com" })).toThrow("SMTP_FROM");
    expect(parseEnv({ SMTP_URL: url, SMTP_FROM: "gatehouse@example.com" }).SMTP_URL).toBe(url);
  });
});
