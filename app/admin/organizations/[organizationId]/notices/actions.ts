"use server";

import { organizationContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import * as notices from "@/lib/notices";
import type { MarkNoticesReadInput } from "@/lib/notices/schema";

// A server action is a public endpoint: who calls it and with what is decided by the verb, each time.

export async function markNoticesRead(organizationId: string, input: MarkNoticesReadInput) {
  return runAction(async () => notices.markNoticesRead(await organizationContext(organizationId), input));
}
