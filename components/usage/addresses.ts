import { apiAccessPages, projectPath } from "@/components/shell/navigation";

/** The overview of one key. */
export const keyAddress = (projectId: string, keyId: string) =>
  `${apiAccessPages(projectId)[0]!.href}/${keyId}`;

/** Where the figures of a project, or of one of its keys, come from. */
export const figuresAddress = (projectId: string, keyId?: string) =>
  `${keyId ? keyAddress(projectId, keyId) : projectPath(projectId)}/usage`;

export const callsAddress = (projectId: string, keyId: string) => `${figuresAddress(projectId, keyId)}/calls`;

export const exportAddress = (projectId: string) => `${figuresAddress(projectId)}/export`;
