"use server";

import { projectContext } from "@/lib/auth";
import * as endpoints from "@/lib/endpoints";
import type { CreateEndpointInput, UpdateEndpointInput } from "@/lib/endpoints/schema";
import { runAction } from "@/lib/http";

// A server action is a public endpoint: who calls it and with what is decided by the verb, each time.

export async function createEndpoint(projectId: string, input: CreateEndpointInput) {
  return runAction(async () => endpoints.createEndpoint(await projectContext(projectId), input));
}

export async function updateEndpoint(projectId: string, input: UpdateEndpointInput) {
  return runAction(async () => endpoints.updateEndpoint(await projectContext(projectId), input));
}

export async function deleteEndpoint(projectId: string, input: { id: string }) {
  return runAction(async () => endpoints.deleteEndpoint(await projectContext(projectId), input));
}
