"use client";

import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import type { ConnectionTest, CredentialView } from "@/lib/credentials/schema";
import { type CredentialValues, createInput, updateInput } from "./credential-values";
import { useCredentialsScope } from "./credentials-context";
import { showCredentialFailure } from "./show-credential-failure";

/** A name is not part of the trial, so it need not be good yet. */
const UNNAMED = { name: "trial", models: [] };

/** Tries what the form holds against the provider. The answer is shown until something it depends on is changed. */
export function useConnectionTest(form: UseFormReturn<CredentialValues>, credential?: CredentialView) {
  const { projectId, actions } = useCredentialsScope();
  const [tested, setTested] = useState<{ fields: string; test: ConnectionTest } | null>(null);
  const [pending, setPending] = useState(false);
  const fieldsNow = JSON.stringify(form.watch(["authMethod", "fields"]));

  async function run() {
    if (!(await form.trigger("fields", { shouldFocus: true }))) return;
    const values = { ...form.getValues(), ...UNNAMED };
    const input = credential ? updateInput(credential.id, values) : createInput(values);
    setPending(true);
    setTested(null);
    const result = await callAction(() => actions.testConnection(projectId, input));
    setPending(false);
    if (!result.ok) return showCredentialFailure(form, result.error);
    setTested({ fields: fieldsNow, test: result.data });
  }

  return { run, pending, test: tested?.fields === fieldsNow ? tested.test : null };
}
