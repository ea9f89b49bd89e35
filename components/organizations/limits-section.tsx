"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { FormProvider, useForm } from "react-hook-form";
import { z } from "zod";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { SettingSection } from "@/components/forms/setting-section";
import { showFailure } from "@/components/forms/show-failure";
import { LimitField } from "@/components/limits/limit-field";
import { readCount, showCount } from "@/components/limits/typed-amounts";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { exactCount } from "@/components/usage/figures";
import { requestsPerMinute } from "@/lib/limits/schema";
import { concurrency } from "@/lib/organizations/schema";
import type { OrganizationScope } from "./scope";

const resolver = zodResolver(z.object({ requestsPerMinute, concurrency }));

/** What all of the organization's keys share. */
export function LimitsSection(scope: OrganizationScope) {
  return (
    <SettingSection
      title="Limits"
      text="Shared by all keys of all its projects, beside the limits of each key. Calls above them are refused with 429."
    >
      {scope.canWrite ? <LimitsForm {...scope} /> : <LimitsFacts {...scope} />}
    </SettingSection>
  );
}

function LimitsForm({ settings, actions }: OrganizationScope) {
  const router = useRouter();
  const { requestsPerMinute, concurrency } = settings;
  const form = useForm({ resolver, defaultValues: { requestsPerMinute, concurrency } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => actions.updateOrganization(settings.id, input));
    if (!result.ok) return showFailure(form, result.error);
    form.reset(input);
    toast.success("Limits saved");
    router.refresh();
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="flex max-w-md flex-col items-start gap-4">
        <FormAlert message={errors.root?.server?.message} />
        <div className="w-full divide-y divide-line rounded-lg border border-line">
          <LimitField
            name="requestsPerMinute"
            label="Requests per minute"
            about="Calls within any 60 seconds."
            unit="requests"
            placeholder="600"
            read={readCount}
            show={showCount}
          />
          <LimitField
            name="concurrency"
            label="Calls at once"
            about="Calls in flight; a stream counts until it ends."
            unit="calls"
            placeholder="50"
            read={readCount}
            show={showCount}
          />
        </div>
        <Button type="submit" pending={isSubmitting} disabled={!isDirty}>
          Save limits
        </Button>
      </form>
    </FormProvider>
  );
}

function LimitsFacts({ settings: { requestsPerMinute, concurrency } }: OrganizationScope) {
  const shown = (limit: number | null) => (limit === null ? "No limit" : exactCount(limit));
  return (
    <dl className="grid max-w-md grid-cols-[1fr_auto] gap-y-2">
      <dt className="text-muted">Requests per minute</dt>
      <dd className="text-right">{shown(requestsPerMinute)}</dd>
      <dt className="text-muted">Calls at once</dt>
      <dd className="text-right">{shown(concurrency)}</dd>
    </dl>
  );
}
