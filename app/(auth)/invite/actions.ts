"use server";

import { currentUser } from "@/lib/auth";
import { DomainError } from "@/lib/errors";
import { requestAddress, runAction } from "@/lib/http";
import * as organizations from "@/lib/organizations";
import type { AcceptInvitationInput } from "@/lib/organizations/schema";

/** What the holder of a token may know of its invitation. */
export async function invitationState(token: string) {
  return runAction(async () => organizations.invitationState(token));
}

/** Makes an account by an invitation. */
export async function acceptInvitation(input: AcceptInvitationInput) {
  return runAction(async () => {
    const { email } = await organizations.acceptInvitation(input, await requestAddress());
    return { email };
  });
}

/** Lets whoever is signed in join by an invitation. */
export async function joinByInvitation(token: string) {
  return runAction(async () => {
    const user = await currentUser();
    if (!user) throw new DomainError("unauthenticated", "Your session has ended. Sign in again.");
    await organizations.joinByInvitation(user, token, await requestAddress());
  });
}
