"use server";

import { projectContext } from "@/lib/auth";
import { runAction } from "@/lib/http";
import * as organizations from "@/lib/organizations";

// A server action is a public endpoint: who calls it and with what is decided by the verb, each time.

export async function renameProject(projectId: string, input: { name: string }) {
  return runAction(async () =>
    organizations.renameProject(await projectContext(projectId), { ...input, id: projectId }),
  );
}

export async function projectContents(projectId: string) {
  return runAction(async () =>
    organizations.projectContents(await projectContext(projectId), { id: projectId }),
  );
}

export async function deleteProject(projectId: string, input: { confirmName: string }) {
  return runAction(async () =>
    organizations.deleteProject(await projectContext(projectId), { ...input, id: projectId }),
  );
}
