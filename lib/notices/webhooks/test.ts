import { authorise } from "../../access";
import { checkedAgent } from "../../checked-agent";
import type { Context } from "../../context";
import { env } from "../../env";
import { newId } from "../../ids";
import { parse } from "../../parse";
import { postMessage, SEND_TIMEOUT_MS } from "../delivery/post-message";
import { type IdInput, idInput, type WebhookTest } from "../schema";
import { findWebhook } from "./view";

/** Sends a signed message of the type `test` at once, and says what came of it. It is not repeated, nor in the log. */
export async function testWebhook(ctx: Context, input: IdInput): Promise<WebhookTest> {
  authorise(ctx, "organization:write");
  const webhook = await findWebhook(ctx, parse(idInput, input).id);
  const at = new Date();
  const data = { organization_id: ctx.organizationId, title: "A test of this webhook" };
  const message = { type: "test", timestamp: at.toISOString(), data };
  const agent = checkedAgent(env().GATEHOUSE_UPSTREAM_NETWORKS, SEND_TIMEOUT_MS);
  try {
    const { ok, result } = await postMessage(webhook, { id: newId(), message }, agent, at.getTime());
    return { ok, result, tookMs: Date.now() - at.getTime() };
  } finally {
    await agent.destroy();
  }
}
