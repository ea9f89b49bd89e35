import { afterEach, describe, expect, it } from "vitest";
import { forgetEnv } from "./env";
import { mailConfigured, oneLine, sendMail } from "./mail";
import { SMTP_FROM, SMTP_PASSWORD, type SmtpServer, startSmtpServer } from "./testing.smtp";

const MAIL = { to: "admin@example.com", subject: "A key expires", text: "In 7 days.\n.\nReally." };

let server: SmtpServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
  delete process.env.SMTP_URL;
  delete process.env.SMTP_FROM;
  forgetEnv();
});

/** A server that this process sends its mail to, and what it was told. */
async function smtpServer(answers: Record<string, string> = {}) {
  server = await startSmtpServer(answers);
  Object.assign(process.env, { SMTP_URL: server.url, SMTP_FROM });
  forgetEnv();
  return server.said;
}

describe("sendMail", () => {
  it("hands the message to the server, signed in", async () => {
    const said = await smtpServer();
    expect(mailConfigured()).toBe(true);
    await sendMail(MAIL);
    expect(said).toContain("MAIL FROM:<gatehouse@example.com>");
    expect(said).toContain("RCPT TO:<admin@example.com>");
    expect(said).toContain("Subject: A key expires");
    expect(said).toContain("Auto-Submitted: auto-generated");
    expect(said).toContain("From: Gatehouse <gatehouse@example.com>");
    // A line with a dot alone is the message's, and does not end it.
    expect(said.slice(said.indexOf("In 7 days."))).toEqual(
      expect.arrayContaining(["In 7 days.", "..", "Really.", "."]),
    );
    const proof = Buffer.from(`\0gatehouse\0${SMTP_PASSWORD}`).toString("base64");
    expect(said).toContain(`AUTH PLAIN ${proof}`);
  });

  it.each([
    ["the sign-in", { AUTH: "535 not you" }, /535 not you/],
    ["the recipient", { RCPT: "550 no such mailbox" }, /550 no such mailbox/],
    ["the message", { ".": "554 looks like spam" }, /554 looks like spam/],
  ])(
    "rejects with the server's words when it refuses %s, and never with the password",
    async (_what, answers, words) => {
      await smtpServer(answers);
      const error = await sendMail(MAIL).catch((error: Error) => error);
      expect(String(error)).toMatch(words);
      expect(JSON.stringify(error) + String(error)).not.toContain(SMTP_PASSWORD);
    },
  );

  it("takes an address for one address, whatever stands in it", async () => {
    const said = await smtpServer();
    await sendMail({ ...MAIL, to: "a@example.com, b@example.com" }).catch(() => {});
    expect(said.filter((line) => line.startsWith("RCPT TO:")).length).toBeLessThan(2);
    expect(said).not.toContain("RCPT TO:<b@example.com>");
  });

  it("rejects where nobody listens", async () => {
    await smtpServer();
    await server!.close();
    await expect(sendMail(MAIL)).rejects.toThrow(/ECONNREFUSED/);
  });

  it("says that it is not set up", async () => {
    forgetEnv();
    expect(mailConfigured()).toBe(false);
    await expect(sendMail(MAIL)).rejects.toThrow("SMTP_URL is not set");
  });
});

it("makes one line of a name, whatever is in it", () => {
  expect(oneLine("Ada\r\nBcc: eve@example.com\u2028x")).toBe("Ada Bcc: eve@example.com x");
});
