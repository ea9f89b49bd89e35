"use client";

import { useState } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { type CreateCredentialInput, PROVIDERS } from "@/lib/credentials/schema";
import { modelNames } from "./model-names";
import { PROVIDER_LABELS } from "./providers";

type Props = { form: UseFormReturn<CreateCredentialInput, unknown, CreateCredentialInput> };

/** The fields of a credential. The base URL is asked only where the provider has none of its own. */
export function CredentialFields({ form }: Props) {
  const { errors } = form.formState;
  const isCompatible = form.watch("provider") === "openai-compatible";
  const modelError = Array.isArray(errors.models)
    ? errors.models.find(Boolean)?.message
    : errors.models?.message;
  return (
    <>
      <Field
        label="Name"
        required
        hint="Unique in the project, such as openai-production."
        error={errors.name?.message}
      >
        <Input
          {...form.register("name")}
          autoFocus
          spellCheck={false}
          autoCapitalize="none"
          maxLength={100}
        />
      </Field>
      <Field label="Provider" error={errors.provider?.message}>
        <Select {...form.register("provider")}>
          {PROVIDERS.map((provider) => (
            <option key={provider} value={provider}>
              {PROVIDER_LABELS[provider]}
            </option>
          ))}
        </Select>
      </Field>
      {isCompatible && (
        <Field
          label="Base URL"
          required
          hint="Up to and with the version, such as https://llm.example.com/v1."
          error={errors.baseUrl?.message}
        >
          <Input
            {...form.register("baseUrl", { shouldUnregister: true })}
            type="url"
            inputMode="url"
            spellCheck={false}
            placeholder="https://"
          />
        </Field>
      )}
      <Field
        label="API key"
        required
        hint="From the provider. It cannot be shown again."
        error={errors.secret?.message}
      >
        <Input
          {...form.register("secret")}
          type="password"
          autoComplete="off"
          data-1p-ignore
          data-lpignore="true"
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      <Controller
        control={form.control}
        name="models"
        render={({ field }) => (
          <ModelsField value={field.value ?? []} onChange={field.onChange} error={modelError} />
        )}
      />
    </>
  );
}

type ModelsProps = { value: string[]; onChange: (models: string[]) => void; error: string | undefined };

function ModelsField({ value, onChange, error }: ModelsProps) {
  const [text, setText] = useState(value.join("\n"));
  return (
    <Field
      label="Models"
      aside="Optional"
      hint="One a line or separated by commas. Leave empty to allow every model of the provider."
      error={error}
    >
      <Textarea
        value={text}
        spellCheck={false}
        autoCapitalize="none"
        className="font-mono text-xs"
        onChange={(event) => {
          setText(event.target.value);
          onChange(modelNames(event.target.value));
        }}
      />
    </Field>
  );
}
