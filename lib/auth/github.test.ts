import { afterEach, expect, it, vi } from "vitest";
import { forgetEnv } from "../env";
import { providers } from "./providers";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  forgetEnv();
});

/** What GitHub's provider makes of an account with these addresses. */
async function profileWith(emails: unknown, status = 200) {
  vi.stubEnv("GITHUB_ID", "id");
  vi.stubEnv("GITHUB_SECRET", "secret");
  forgetEnv();
  vi.stubGlobal("fetch", async () => Response.json(emails, { status }));
  const github = providers().find(({ id }) => id === "github") as unknown as {
    userinfo: { request(asked: unknown): Promise<unknown> };
  };
  const client = { userinfo: async () => ({ id: 7, login: "ada", email: "shown@example.com" }) };
  return github.userinfo.request({ client, tokens: { access_token: "t" } });
}

it("an address counts when GitHub says that it is the primary one and verified", async () => {
  const email = "ada@example.com";
  expect(await profileWith([{ email, primary: true, verified: true }])).toMatchObject({
    email,
    email_verified: true,
  });
  const others = [
    [{ email, primary: true, verified: false }],
    [{ email, primary: false, verified: true }],
    [],
  ];
  for (const emails of others) {
    expect(await profileWith(emails)).toMatchObject({ email: null, email_verified: false });
  }
  expect(await profileWith({ message: "Forbidden" }, 403)).toMatchObject({ email: null });
});
