/** Below which every path of the API lies. */
export const BASE_PATH = "/v1/api/organizations/{organizationId}/projects/{projectId}";

/** The same for one project. */
export const projectPath = (scope: { organizationId: string; projectId: string }): string =>
  BASE_PATH.replace(/\{(\w+)\}/g, (_, name: keyof typeof scope) => scope[name]);
