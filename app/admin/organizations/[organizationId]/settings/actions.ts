"use server";

import { organizationContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import * as organizations from "@/lib/organizations";
import type {
  AddCreditsInput,
  DeleteOrganizationInput,
  UpdateOrganizationInput,
} from "@/lib/organizations/schema";

// A server action is a public endpoint: who calls it and with what is decided by the verb, each time.

export async function updateOrganization(organizationId: string, input: UpdateOrganizationInput) {
  return runAction(async () =>
    organizations.updateOrganization(await organizationContext(organizationId), input),
  );
}

export async function addCredits(organizationId: string, input: AddCreditsInput) {
  return runAction(async () => organizations.addCredits(await organizationContext(organizationId), input));
}

export async function stopCredits(organizationId: string) {
  return runAction(async () => organizations.stopCredits(await organizationContext(organizationId)));
}

export async function deleteOrganization(organizationId: string, input: DeleteOrganizationInput) {
  return runAction(async () =>
    organizations.deleteOrganization(await organizationContext(organizationId), input),
  );
}
