"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { SettingSection } from "@/components/forms/setting-section";
import { showFailure } from "@/components/forms/show-failure";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { createProjectInput } from "@/lib/organizations/schema";
import type { ProjectScope } from "./scope";

const resolver = zodResolver(createProjectInput);

/** The project's name. */
export function NameSection({ project, canWrite, actions }: ProjectScope) {
  const router = useRouter();
  const form = useForm({ resolver, values: { name: project.name } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => actions.renameProject(project.id, input));
    if (!result.ok) return showFailure(form, result.error);
    toast.success("Name saved");
    router.refresh();
  });
  return (
    <SettingSection
      title="Name"
      text="How the console calls it. Programs know it by its id or slug, which stay."
    >
      <form onSubmit={submit} noValidate className="flex max-w-sm flex-col items-start gap-4">
        <FormAlert message={errors.root?.server?.message} />
        <Field label="Name" error={errors.name?.message} className="w-full">
          <Input autoComplete="off" readOnly={!canWrite} {...form.register("name")} />
        </Field>
        {canWrite && (
          <Button type="submit" pending={isSubmitting} disabled={!isDirty}>
            Save name
          </Button>
        )}
      </form>
    </SettingSection>
  );
}
