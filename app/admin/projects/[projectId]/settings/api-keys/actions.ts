"use server";

import { projectContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import * as keys from "@/lib/keys";
import type { CreateKeyInput, ImportKeysInput, RotateKeyInput, UpdateKeyInput } from "@/lib/keys/schema";

// A server action is a public endpoint: who calls it and with what is decided by the verb, each time.

export async function createKey(projectId: string, input: CreateKeyInput) {
  return runAction(async () => keys.createKey(await projectContext(projectId), input));
}

export async function updateKey(projectId: string, input: UpdateKeyInput) {
  return runAction(async () => keys.updateKey(await projectContext(projectId), input));
}

export async function disableKey(projectId: string, input: { id: string }) {
  return runAction(async () => keys.disableKey(await projectContext(projectId), input));
}

export async function enableKey(projectId: string, input: { id: string }) {
  return runAction(async () => keys.enableKey(await projectContext(projectId), input));
}

export async function deleteKey(projectId: string, input: { id: string }) {
  return runAction(async () => keys.deleteKey(await projectContext(projectId), input));
}

export async function rotateKey(projectId: string, input: RotateKeyInput) {
  return runAction(async () => keys.rotateKey(await projectContext(projectId), input));
}

export async function changeOverlap(projectId: string, input: RotateKeyInput) {
  return runAction(async () => keys.changeOverlap(await projectContext(projectId), input));
}

export async function importKeys(projectId: string, input: ImportKeysInput) {
  return runAction(async () => keys.importKeys(await projectContext(projectId), input));
}
