"use client";

import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { FormAlert } from "@/components/forms/form-alert";
import { SettingSection } from "@/components/forms/setting-section";
import { Button } from "@/components/ui/button";
import type { ProjectContents } from "@/lib/organizations/schema";
import { Contents } from "./contents";
import type { ProjectScope } from "./scope";

/** The project's end: asks with a count of what goes with it, as it is now. */
export function DeleteSection({ project, actions }: ProjectScope) {
  const [contents, setContents] = useState<ProjectContents | null>(null);
  const [problem, setProblem] = useState<string>();
  const [pending, setPending] = useState(false);
  const ask = async () => {
    setPending(true);
    const result = await callAction(() => actions.projectContents(project.id));
    setPending(false);
    if (!result.ok) return setProblem(result.error.message);
    setProblem(undefined);
    setContents(result.data);
  };
  return (
    <SettingSection
      title="Delete project"
      text="Everything in it goes with it. What was used stays in the organization’s audit log."
    >
      <div className="flex flex-col items-start gap-3">
        <FormAlert message={problem} />
        <Button variant="danger" onClick={ask} pending={pending}>
          Delete project
        </Button>
      </div>
      {contents && (
        <ConfirmDialog
          title={`Delete “${contents.name}”?`}
          text={
            <>
              This is permanent. From now on every call with one of its keys gets 401{" "}
              <code>invalid_api_key</code>.
            </>
          }
          label="Delete project"
          typed={contents.name}
          run={() => actions.deleteProject(project.id, { confirmName: contents.name })}
          // A whole page load: nothing of what is gone stays in a cache.
          onDone={() => window.location.assign("/admin/projects")}
          onClose={() => setContents(null)}
        >
          <Contents contents={contents} />
        </ConfirmDialog>
      )}
    </SettingSection>
  );
}
