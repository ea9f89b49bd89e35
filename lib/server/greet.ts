import { issueSetupToken } from "../organizations";

/** Says on standard output where the console is and, while no user exists, which link makes the first one. */
export async function greet(publicUrl: string): Promise<void> {
  const token = await issueSetupToken();
  const lines = [`Gatehouse is ready at ${publicUrl}`];
  if (token) lines.push(`Create the first user: ${publicUrl}/setup?token=${token}`);
  process.stdout.write(`${lines.join("\n")}\n`);
}
