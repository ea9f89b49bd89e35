"use server";

import { organizationContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import * as organizations from "@/lib/organizations";
import type { CreateProjectInput } from "@/lib/organizations/schema";

// A server action is a public endpoint: who calls it and with what is decided by the verb, each time.

export async function createProject(organizationId: string, input: CreateProjectInput) {
  return runAction(async () => organizations.createProject(await organizationContext(organizationId), input));
}
