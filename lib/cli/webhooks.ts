import type { Command } from "commander";
import type { Context } from "../context";
import { DomainError } from "../errors";
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  rotateWebhookSecret,
  testWebhook,
  updateWebhook,
} from "../notices";
import { command, type InOrganization, withOrganization } from "./in-organization";
import { confirmed } from "./input";
import { printJson, printLine, printTable, shortTime } from "./output";

type DeleteOptions = InOrganization & { yes?: boolean };

/** `gatehouse webhooks list|create|enable|disable|rotate-secret|test|delete`. */
export function addWebhookCommands(program: Command): void {
  const webhooks = program.command("webhooks").description("addresses that notices are posted to, signed");
  command(webhooks, "list", "list them").action((options: InOrganization) =>
    withOrganization(options, (ctx) => list(ctx, options)),
  );
  command(webhooks, "create <url>", "add one, and print its signing secret this once").action(
    (url: string, options: InOrganization) =>
      withOrganization(options, async (ctx) => reveal(await createWebhook(ctx, { url }), options)),
  );
  for (const enabled of [true, false]) {
    const name = enabled ? "enable" : "disable";
    command(webhooks, `${name} <id>`, `${name} one`).action((id: string, options: InOrganization) =>
      withOrganization(options, async (ctx) => {
        const webhook = await updateWebhook(ctx, { id, enabled });
        if (options.json) printJson(webhook);
        else printLine(`Webhook ${id} is ${name}d.`);
      }),
    );
  }
  command(webhooks, "rotate-secret <id>", "replace the secret; for a day both sign").action(
    (id: string, options: InOrganization) =>
      withOrganization(options, async (ctx) => reveal(await rotateWebhookSecret(ctx, { id }), options)),
  );
  command(webhooks, "test <id>", "send a message of the type `test`").action(
    (id: string, options: InOrganization) => withOrganization(options, (ctx) => test(ctx, id, options)),
  );
  command(webhooks, "delete <id>", "delete one, with what is still to be sent to it")
    .option("--yes", "do not ask")
    .action((id: string, options: DeleteOptions) =>
      withOrganization(options, (ctx) => remove(ctx, id, options)),
    );
}

async function list(ctx: Context, { json }: InOrganization): Promise<void> {
  const webhooks = await listWebhooks(ctx);
  if (json) return void printJson(webhooks);
  printTable(
    ["ID", "ADDRESS", "ENABLED", "LAST MESSAGE"],
    webhooks.map(({ id, url, enabled, last }) => [
      id,
      url,
      enabled ? "yes" : "no",
      last ? `${last.status}, ${shortTime(last.createdAt, "")}` : "none yet",
    ]),
    "There are none.",
  );
}

function reveal(webhook: Awaited<ReturnType<typeof createWebhook>>, { json }: InOrganization): void {
  if (json) return void printJson(webhook);
  printLine(`Webhook ${webhook.id}. Its signing secret, shown only now:`);
  printLine(webhook.secret);
}

async function test(ctx: Context, id: string, { json }: InOrganization): Promise<void> {
  const result = await testWebhook(ctx, { id });
  if (!result.ok) throw new DomainError("unavailable", `The test did not arrive. ${result.result}`);
  if (json) printJson(result);
  else printLine(`The test arrived. ${result.result}`);
}

async function remove(ctx: Context, id: string, { yes, json }: DeleteOptions): Promise<void> {
  await confirmed(`Delete webhook ${id}?`, yes ?? false);
  await deleteWebhook(ctx, { id });
  if (json) printJson({ id });
  else printLine(`Deleted webhook ${id}.`);
}
