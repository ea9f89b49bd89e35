import nodemailer from "nodemailer";
import { env } from "./env";

const TIMEOUT_MS = 10_000;

export type Mail = { to: string; subject: string; text: string };

/** Whether this installation can send e-mail: SMTP_URL and SMTP_FROM are set. */
export const mailConfigured = (): boolean => env().SMTP_URL !== undefined;

/** Hands one message to the SMTP server. Rejects with what that server, or the way to it, said; callers decide what that means. */
export async function sendMail({ to, subject, text }: Mail): Promise<void> {
  const { SMTP_URL: url, SMTP_FROM: from } = env();
  if (url === undefined) throw new Error("SMTP_URL is not set");
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = nodemailer.createTransport({
    url,
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const headers = { "Auto-Submitted": "auto-generated" };
    await transport.sendMail({ from, to: { name: "", address: to }, subject, text, headers });
  } finally {
    transport.close();
  }
}

/** A text that can add no line of its own: names are other people's words. */
export const oneLine = (text: string): string => text.replace(/\s+/g, " ");
