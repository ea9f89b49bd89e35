"use server";

import { requestAddress, runAction } from "@/lib/http";
import { type SetUpInput, setUp } from "@/lib/organizations";

/** Creates the first user, organization and project. */
export async function createFirstUser(input: SetUpInput) {
  return runAction(async () => {
    const { projectId } = await setUp(input, await requestAddress());
    return { projectId };
  });
}
