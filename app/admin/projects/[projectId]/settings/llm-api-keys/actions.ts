"use server";

import { projectContext } from "@/lib/auth";
import * as credentials from "@/lib/credentials";
import type {
  CreateCredentialInput,
  DeleteCredentialInput,
  UpdateCredentialInput,
} from "@/lib/credentials/schema";
import * as gateway from "@/lib/gateway";
import { runAction } from "@/lib/http";

// A server action is a public endpoint: who calls it and with what is decided by the verb, each time.

export async function createCredential(projectId: string, input: CreateCredentialInput) {
  return runAction(async () => credentials.createCredential(await projectContext(projectId), input));
}

export async function updateCredential(projectId: string, input: UpdateCredentialInput) {
  return runAction(async () => credentials.updateCredential(await projectContext(projectId), input));
}

export async function deleteCredential(projectId: string, input: DeleteCredentialInput) {
  return runAction(async () => credentials.deleteCredential(await projectContext(projectId), input));
}

export async function testConnection(
  projectId: string,
  input: CreateCredentialInput | UpdateCredentialInput,
) {
  return runAction(async () => gateway.testConnection(await projectContext(projectId), input));
}
