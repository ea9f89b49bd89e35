"use server";

import { organizationContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import * as notices from "@/lib/notices";
import type { CreateWebhookInput, IdInput, UpdateWebhookInput } from "@/lib/notices/schema";
import { updateOrganization } from "@/lib/organizations";

// A server action is a public endpoint: who calls it and with what is decided by the verb, each time.

export async function createWebhook(organizationId: string, input: CreateWebhookInput) {
  return runAction(async () => notices.createWebhook(await organizationContext(organizationId), input));
}

export async function updateWebhook(organizationId: string, input: UpdateWebhookInput) {
  return runAction(async () => notices.updateWebhook(await organizationContext(organizationId), input));
}

export async function deleteWebhook(organizationId: string, input: IdInput) {
  return runAction(async () => notices.deleteWebhook(await organizationContext(organizationId), input));
}

export async function rotateWebhookSecret(organizationId: string, input: IdInput) {
  return runAction(async () => notices.rotateWebhookSecret(await organizationContext(organizationId), input));
}

export async function testWebhook(organizationId: string, input: IdInput) {
  return runAction(async () => notices.testWebhook(await organizationContext(organizationId), input));
}

export async function redeliver(organizationId: string, input: IdInput) {
  return runAction(async () => notices.redeliver(await organizationContext(organizationId), input));
}

export async function setNoticesByEmail(organizationId: string, noticesByEmail: boolean) {
  return runAction(async () => {
    await updateOrganization(await organizationContext(organizationId), { noticesByEmail });
  });
}
