import type { ActionResult } from "@/lib/http";
import type { ProjectContents, ProjectView } from "@/lib/organizations/schema";

/** What every part of a project's general settings is given. */
export type ProjectScope = {
  project: ProjectView;
  /** Whether to offer what changes it. The verbs decide, whatever this says. */
  canWrite: boolean;
  actions: {
    renameProject: (projectId: string, input: { name: string }) => Promise<ActionResult<ProjectView>>;
    projectContents: (projectId: string) => Promise<ActionResult<ProjectContents>>;
    deleteProject: (projectId: string, input: { confirmName: string }) => Promise<ActionResult<void>>;
  };
};
