"use server";

import { projectContext } from "@/lib/auth";
import * as credentials from "@/lib/credentials";
import type { SetModelPriceInput } from "@/lib/credentials/schema";
import { runAction } from "@/lib/http";
import * as keys from "@/lib/keys";
import * as usage from "@/lib/usage";

// A server action is a public endpoint: who calls it and with what is decided by the verb, each time.

export async function dismissFinding(projectId: string, input: { id: string }) {
  return runAction(async () => usage.dismissFinding(await projectContext(projectId), input));
}

export async function disableKey(projectId: string, input: { id: string }) {
  return runAction(async () => keys.disableKey(await projectContext(projectId), input));
}

export async function setModelPrice(projectId: string, input: SetModelPriceInput) {
  return runAction(async () => credentials.setModelPrice(await projectContext(projectId), input));
}
