"use client";

import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { EndpointForm } from "./endpoint-form";

type Props = { form: EndpointForm /** The slug that applications use now. */; current: string | undefined };

/** The name that applications pass. A changed one leaves those behind that still pass the old one. */
export function SlugField({ form, current }: Props) {
  const renamed = current !== undefined && form.watch("slug").trim() !== current;
  return (
    <div className="grid gap-2">
      <Field
        label="Slug"
        required
        hint="What applications pass as model. Lower-case letters, digits, dots, dashes and underscores."
        error={form.formState.errors.slug?.message}
      >
        <Input
          {...form.register("slug")}
          autoFocus={current === undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          placeholder="support-chat"
          className="font-mono"
        />
      </Field>
      {renamed && (
        <Callout tone="warning">
          Calls that still name <code className="font-mono">{current}</code> will answer 404{" "}
          <code className="font-mono">model_not_found</code>.
        </Callout>
      )}
    </div>
  );
}
