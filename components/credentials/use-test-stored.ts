"use client";

import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { toast } from "@/components/ui/toast";
import type { CredentialView } from "@/lib/credentials/schema";
import { sayConnection } from "./connection-result";
import { useCredentialsScope } from "./credentials-context";

/** Tries a stored credential as it is, and says in a corner of the page how that went. */
export function useTestStored({ id, name }: CredentialView) {
  const { projectId, actions } = useCredentialsScope();
  const [pending, setPending] = useState(false);

  async function run() {
    setPending(true);
    const result = await callAction(() => actions.testConnection(projectId, { id }));
    setPending(false);
    if (!result.ok) toast.error(`“${name}” was not tested`, { description: result.error.message });
    else if (result.data.ok) toast.success(`“${name}” works`, { description: sayConnection(result.data) });
    else toast.error(`“${name}” does not work`, { description: sayConnection(result.data) });
  }

  return { run, pending };
}
