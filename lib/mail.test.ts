import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { forgetEnv } from "./env";
import { mailConfigured, sendMail } from "./mail";

const MAIL = { to: "admin@example.com", subject: "A key expires", text: "In 7 days.\n.\nReally." };
const PASSWORD = "smtp-password-of-ours";

let server: Server | undefined;
afterEach(() => {
  server?.close();
  delete process.env.SMTP_URL;
  delete process.env.SMTP_FROM;
  forgetEnv();
});

/** A server that says what a small SMTP server says, and keeps what it was told. `answers` replaces what it says to a command. */
async function smtpServer(answers: Record<string, string> = {}) {
  const said: string[] = [];
  server = createServer((socket) => converse(socket, said, answers)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  process.env.SMTP_URL = `smtp://gatehouse:${PASSWORD}@127.0.0.1:${port}`;
  process.env.SMTP_FROM = "Gatehouse <gatehouse@example.com>";
  forgetEnv();
  return said;
}

const ANSWERS: Record<string, string> = {
  EHLO: "250-test\r\n250 AUTH PLAIN",
  AUTH: "235 ok",
  DATA: "354 go on",
  QUIT: "221 bye",
};

function converse(socket: Socket, said: string[], answers: Record<string, string>) {
  let rest = "";
  let inMessage = false;
  const hear = (line: string) => {
    said.push(line);
    if (inMessage && line !== ".") return;
    const command = inMessage ? "." : line.split(" ")[0]!.toUpperCase();
    inMessage = command === "DATA";
    socket.write(`${answers[command] ?? ANSWERS[command] ?? "250 ok"}\r\n`);
  };
  socket.on("error", () => {});
  socket.write("220 test\r\n");
  socket.on("data", (chunk) => {
    const lines = `${rest}${chunk}`.split("\r\n");
    rest = lines.pop()!;
    lines.forEach(hear);
  });
}

describe("sendMail", () => {
  it("hands the message to the server, signed in", async () => {
    const said = await smtpServer();
    expect(mailConfigured()).toBe(true);
    await sendMail(MAIL);
    expect(said).toContain("MAIL FROM:<gatehouse@example.com>");
    expect(said).toContain("RCPT TO:<admin@example.com>");
    expect(said).toContain("Subject: A key expires");
    expect(said).toContain("From: Gatehouse <gatehouse@example.com>");
    // A line with a dot alone is the message's, and does not end it.
    expect(said.slice(said.indexOf("In 7 days."))).toEqual(
      expect.arrayContaining(["In 7 days.", "..", "Really.", "."]),
    );
    const proof = Buffer.from(`\0gatehouse\0${PASSWORD}`).toString("base64");
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
      expect(JSON.stringify(error) + String(error)).not.toContain(PASSWORD);
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
    server!.close();
    await once(server!, "close");
    await expect(sendMail(MAIL)).rejects.toThrow(/ECONNREFUSED/);
  });

  it("says that it is not set up", async () => {
    forgetEnv();
    expect(mailConfigured()).toBe(false);
    await expect(sendMail(MAIL)).rejects.toThrow("SMTP_URL is not set");
  });
});
