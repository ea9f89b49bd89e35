/** What the project's overview shows. */
export type Overview = {
  projectId: string;
  /** Where this installation is reached: `https://gatehouse.example.com`. */
  origin: string;
  /** Counted up to the list's cap. */
  activeKeys: number;
  /** Null for those who may not see them. */
  credentials: number | null;
  /** One that the project can call, where its credentials name any. */
  model: string | undefined;
  canWrite: boolean;
};
