import type { UseFormReturn } from "react-hook-form";
import type { Failure } from "@/components/forms/action-error";
import { showFailure } from "@/components/forms/show-failure";
import { type CredentialValues, methodOf } from "./credential-values";

/** Puts a refusal on its fields. One about a field that this auth method does not have stands above the form. */
export function showCredentialFailure(form: UseFormReturn<CredentialValues>, failure: Failure): void {
  const { provider, authMethod } = form.getValues();
  const known = new Set(methodOf(provider, authMethod).fields.map(({ name }) => `fields.${name}`));
  const fields = Object.entries(failure.fields).filter(
    ([name]) => !name.startsWith("fields.") || known.has(name),
  );
  showFailure(form, { ...failure, fields: Object.fromEntries(fields) });
}
