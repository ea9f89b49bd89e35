import { issueSetupToken } from "../organizations";

/** Says on standard output where the console is and, while no user exists, which link makes the first one. */
export async function greet(publicUrl: string): Promise<void> {
  process.stdout.write(`Gatehouse is ready at ${publicUrl}\n`);
  const token = await issueSetupToken();
  if (token) process.stdout.write(`Create the first user: ${publicUrl}/setup?token=${token}\n`);
}
