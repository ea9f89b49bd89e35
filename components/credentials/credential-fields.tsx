"use client";

import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import type { CredentialView } from "@/lib/credentials/schema";
import { authMethodOf, providerOf } from "@/lib/providers/schema";
import { type CredentialValues, emptyFields } from "./credential-values";
import { useCredentialsScope } from "./credentials-context";
import { DefaultModels } from "./default-models";
import { ModelsEditor } from "./models-editor";
import { ProviderFields } from "./provider-fields";

type Props = { form: UseFormReturn<CredentialValues>; credential?: CredentialView };

/** The fields of a credential, new or stored. Provider and auth method of a stored one stay what they are. */
export function CredentialFields({ form, credential }: Props) {
  const { defaultModelCounts } = useCredentialsScope();
  const { errors } = form.formState;
  const provider = form.watch("provider");
  const entry = providerOf(provider);
  return (
    <>
      <Field
        label="Name"
        required
        hint={credential ? undefined : "Unique in the project. Endpoints and lists show it."}
        error={errors.name?.message}
      >
        <Input
          {...form.register("name")}
          autoFocus
          placeholder={`${provider}-production`}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
          maxLength={100}
        />
      </Field>
      {!credential && entry.authMethods.length > 1 && <AuthMethodPicker form={form} />}
      <ProviderFields form={form} credential={credential} />
      <div className="-mx-5 flex flex-col gap-4 border-t px-5 pt-4">
        <DefaultModels form={form} count={defaultModelCounts[provider]} />
        <ModelsEditor form={form} />
      </div>
    </>
  );
}

function AuthMethodPicker({ form }: { form: Props["form"] }) {
  const entry = providerOf(form.watch("provider"));
  function choose(id: string) {
    const method = authMethodOf(entry, id);
    if (!method) return;
    form.setValue("authMethod", id);
    // What both methods ask, such as the endpoint's address, need not be typed twice.
    form.setValue("fields", { ...emptyFields(method), ...typedFields(form.getValues("fields")) });
    form.clearErrors("fields");
  }
  return (
    <div className="flex flex-col items-start gap-1.5">
      <span className="font-medium" aria-hidden="true">
        Authentication
      </span>
      <Segmented
        label="Authentication"
        options={entry.authMethods.map(({ id, label }) => ({ value: id, label }))}
        value={form.watch("authMethod")}
        onValueChange={choose}
      />
    </div>
  );
}

const typedFields = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
