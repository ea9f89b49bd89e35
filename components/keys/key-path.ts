/** The page of one key: what it has used, and who calls with it. */
export const keyPath = (projectId: string, keyId: string) =>
  `/admin/projects/${encodeURIComponent(projectId)}/settings/api-keys/${encodeURIComponent(keyId)}`;
