"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { type CreateEndpointInput, createEndpointInput, type EndpointView } from "@/lib/endpoints/schema";
import type { ActionResult } from "@/lib/http";
import { initialValues, isBroken, showRefusal } from "./endpoint-form";
import { useEndpointsScope } from "./endpoints-context";
import { FallbacksField } from "./fallbacks-field";
import { ModelSuggestions } from "./model-suggestions";
import { SlugField } from "./slug-field";
import { TargetsField } from "./targets-field";
import { TimeoutField } from "./timeout-field";

type Props = {
  /** The one that is edited; null for a new one. */
  endpoint: EndpointView | null;
  save: (input: CreateEndpointInput) => Promise<ActionResult<EndpointView>>;
  onSaved: (endpoint: EndpointView) => void;
  onCancel: () => void;
};

/** The form of an endpoint, for making and for editing one. */
export function EndpointFields({ endpoint, save, onSaved, onCancel }: Props) {
  const { credentials } = useEndpointsScope();
  const form = useForm({
    resolver: zodResolver(createEndpointInput),
    defaultValues: initialValues(endpoint, credentials[0]?.id),
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(
    async (input) => {
      const result = await callAction(() => save(input));
      if (result.ok) onSaved(result.data);
      else showRefusal(form, result.error);
    },
    // A wrong total belongs to no field: the first weight is where one begins to mend it.
    ({ targets }) => targets?.root && form.setFocus("targets.0.weight"),
  );

  return (
    <form onSubmit={submit} noValidate autoComplete="off" className="flex min-h-0 flex-col">
      <DialogHeader>
        <DialogTitle>{endpoint ? "Edit endpoint" : "Create an endpoint"}</DialogTitle>
        <DialogDescription>
          Applications name it as their model. Where its calls go is decided here, and the next call follows.
        </DialogDescription>
      </DialogHeader>
      <DialogBody className="gap-5">
        <FormAlert message={errors.root?.server?.message} />
        {endpoint && isBroken(endpoint) && (
          <Callout tone="warning">
            An LLM key of this endpoint was deleted. Choose another where it is missing.
          </Callout>
        )}
        <SlugField form={form} current={endpoint?.slug} />
        <TargetsField form={form} />
        <FallbacksField form={form} />
        <Controller
          control={form.control}
          name="timeoutMs"
          render={({ field }) => (
            <TimeoutField
              value={field.value ?? null}
              onChange={field.onChange}
              inputRef={field.ref}
              error={errors.timeoutMs?.message}
            />
          )}
        />
        <ModelSuggestions />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          {endpoint ? "Save changes" : "Create endpoint"}
        </Button>
      </DialogFooter>
    </form>
  );
}
