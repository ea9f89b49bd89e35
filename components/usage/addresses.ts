import { apiAccessPages, projectPath } from "@/components/shell/navigation";

/** Where the figures of a project, or of one of its keys, come from. */
export const figuresAddress = (projectId: string, keyId?: string) =>
  `${projectPath(projectId)}/usage/${keyId ? `keys/${keyId}` : "overview"}`;

export const callsAddress = (projectId: string, keyId: string) =>
  `${projectPath(projectId)}/usage/calls?keyId=${keyId}`;

export const exportAddress = (projectId: string) => `${projectPath(projectId)}/usage/export`;

/** The overview of one key. */
export const keyAddress = (projectId: string, keyId: string) =>
  `${apiAccessPages(projectId)[0]!.href}/${keyId}`;
