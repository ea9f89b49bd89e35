"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { SettingSection } from "@/components/forms/setting-section";
import { Button } from "@/components/ui/button";
import type { OrganizationScope } from "./scope";

/** The organization's end, for its owners. */
export function DeleteSection({ settings, actions }: OrganizationScope) {
  const [asking, setAsking] = useState(false);
  const { id, name } = settings;
  return (
    <SettingSection title="Delete organization" text="With every project, key and credential in it.">
      <div>
        <Button variant="danger" onClick={() => setAsking(true)}>
          Delete organization
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={`Delete ${name}?`}
          text={
            <>
              This is permanent. Its projects go with everything in them, every call with one of its keys gets
              401 <code>invalid_api_key</code> from now on, and its members lose access at once.
            </>
          }
          label="Delete organization"
          typed={name}
          run={() => actions.deleteOrganization(id, { confirmName: name })}
          // A whole page load: nothing of what is gone stays in a cache.
          onDone={() => window.location.assign("/admin/projects")}
          onClose={() => setAsking(false)}
        />
      )}
    </SettingSection>
  );
}
