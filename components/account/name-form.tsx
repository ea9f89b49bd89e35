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
import { toast } from "@/components/ui/toaster";
import type { ActionResult } from "@/lib/http";
import { renameUserInput } from "@/lib/organizations/schema";

type RenameUser = (input: { name: string }) => Promise<ActionResult<void>>;

export function NameForm({ name, renameUser }: { name: string; renameUser: RenameUser }) {
  const router = useRouter();
  const form = useForm({ resolver: zodResolver(renameUserInput), values: { name } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => renameUser(input));
    if (!result.ok) return showFailure(form, result.error);
    toast.success("Name saved");
    router.refresh();
  });
  return (
    <SettingSection title="Name" text="Shown beside what you create and change.">
      <form onSubmit={submit} noValidate className="flex max-w-sm flex-col items-start gap-4">
        <FormAlert message={errors.root?.server?.message} />
        <Field label="Name" error={errors.name?.message} className="w-full">
          <Input autoComplete="name" {...form.register("name")} />
        </Field>
        <Button type="submit" pending={isSubmitting} disabled={!isDirty}>
          Save name
        </Button>
      </form>
    </SettingSection>
  );
}
