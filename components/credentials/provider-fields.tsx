"use client";

import type { UseFormReturn } from "react-hook-form";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { CredentialView } from "@/lib/credentials/schema";
import type { Field as ProviderField } from "@/lib/providers/schema";
import { type CredentialValues, hostChanged, methodOf } from "./credential-values";
import { SecretInput } from "./secret-input";

type Props = {
  form: UseFormReturn<CredentialValues>;
  /** The credential that is edited; without one the form is for a new one. */
  credential: CredentialView | undefined;
};

/** The fields of the chosen auth method, as the registry describes them. */
export function ProviderFields({ form, credential }: Props) {
  const { provider, authMethod, fields: values } = form.watch();
  const { fields } = methodOf(provider, authMethod);
  const moved = credential !== undefined && hasSecret(credential) && hostChanged(credential, values);
  const firstSecret = fields.find((field) => field.secret)?.name;

  return fields.map((field) => {
    const isKept = credential !== undefined && hasSecret(credential) && field.secret && !moved;
    const hint = isKept && field.name === firstSecret ? credential.hint : "";
    return (
      <div key={`${provider} ${authMethod} ${field.name}`} className="flex flex-col gap-2">
        <FieldOf form={form} field={field} isKept={isKept} hint={hint} />
        {moved && field.name === firstSecret && (
          <Callout tone="warning">
            Calls would go somewhere else. Enter the secret again to send it there.
          </Callout>
        )}
      </div>
    );
  });
}

const hasSecret = (credential: CredentialView) => credential.hint !== "none";

type FieldOfProps = { form: Props["form"]; field: ProviderField; isKept: boolean; hint: string };

function FieldOf({ form, field, isKept, hint }: FieldOfProps) {
  const { name, label, secret, multiline, help } = field;
  const isNeeded = field.required && !isKept;
  const control = form.register(`fields.${name}`);
  const unchanged = hint.length > 1 ? `Unchanged (${hint})` : "Unchanged";
  return (
    <Field
      label={label}
      required={isNeeded}
      aside={isNeeded ? undefined : isKept ? "Leave empty to keep it" : "Optional"}
      hint={secret && !isKept ? (help ?? "From the provider. It cannot be shown again.") : help}
      error={form.formState.errors.fields?.[name]?.message}
    >
      {secret ? (
        <SecretInput
          label={label}
          multiline={multiline}
          placeholder={isKept ? unchanged : field.placeholder}
          control={control}
        />
      ) : (
        <Input
          {...control}
          placeholder={field.placeholder}
          inputMode={field.host && field.placeholder?.startsWith("http") ? "url" : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
    </Field>
  );
}
