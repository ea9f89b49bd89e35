import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

export const SMTP_PASSWORD = "smtp-password-of-ours";
export const SMTP_FROM = "Gatehouse <gatehouse@example.com>";

const ANSWERS: Record<string, string> = {
  EHLO: "250-test\r\n250 AUTH PLAIN",
  AUTH: "235 ok",
  DATA: "354 go on",
  QUIT: "221 bye",
};

/** A server that says what a small SMTP server says. */
export type SmtpServer = {
  url: string;
  /** Every line that it was told. */
  said: string[];
  /** Whole messages, headers included, that it took. */
  messages: string[];
  close(): Promise<void>;
};

/** Starts one on a free port. `answers` replaces what it says to a command; "." is the end of a message. */
export async function startSmtpServer(answers: Record<string, string> = {}): Promise<SmtpServer> {
  const [said, messages]: string[][] = [[], []];
  const server = createServer((socket) => converse(socket, said!, messages!, answers));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://gatehouse:${SMTP_PASSWORD}@127.0.0.1:${port}`,
    said: said!,
    messages: messages!,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function converse(socket: Socket, said: string[], messages: string[], answers: Record<string, string>) {
  let rest = "";
  let message: string[] | null = null;
  const answer = (command: string) => answers[command] ?? ANSWERS[command] ?? "250 ok";
  const hear = (line: string) => {
    said.push(line);
    if (message === null) {
      const command = line.split(" ")[0]!.toUpperCase();
      if (command === "DATA") message = [];
      return void socket.write(`${answer(command)}\r\n`);
    }
    if (line !== ".") return void message.push(line);
    if (answer(".").startsWith("2")) messages.push(message.join("\n"));
    message = null;
    socket.write(`${answer(".")}\r\n`);
  };
  socket.on("error", () => {});
  socket.write("220 test\r\n");
  socket.on("data", (chunk) => {
    const lines = `${rest}${chunk}`.split("\r\n");
    rest = lines.pop()!;
    lines.forEach(hear);
  });
}
