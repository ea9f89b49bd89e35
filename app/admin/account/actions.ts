"use server";

import { currentUser } from "@/lib/auth";
import { DomainError } from "@/lib/errors";
import { requestAddress, runAction } from "@/lib/http";
import * as organizations from "@/lib/organizations";

async function ownId(): Promise<string> {
  const user = await currentUser();
  if (!user) throw new DomainError("unauthenticated", "Your session has ended. Sign in again.");
  return user.id;
}

/** Changes the reader's own password. Every session ends with it, this one too. */
export async function changePassword(input: organizations.ChangePasswordInput) {
  return runAction(async () => organizations.changePassword(await ownId(), input, await requestAddress()));
}

/** Changes the reader's own name. */
export async function renameUser(input: { name: string }) {
  return runAction(async () => organizations.renameUser(await ownId(), input, await requestAddress()));
}
