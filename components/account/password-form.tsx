"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { PasswordMeter } from "@/components/auth/password-meter";
import { signInWithPassword } from "@/components/auth/sign-in";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { SettingSection } from "@/components/forms/setting-section";
import { showFailure } from "@/components/forms/show-failure";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import type { ActionResult } from "@/lib/http";
import { type ChangePasswordInput, changePasswordInput } from "@/lib/organizations/schema";

export type PasswordFormProps = {
  email: string;
  changePassword: (input: ChangePasswordInput) => Promise<ActionResult<void>>;
};

/** Changes the password, which ends every session; this browser signs in again at once. */
export function PasswordForm({ email, changePassword }: PasswordFormProps) {
  const form = useForm<ChangePasswordInput>({
    resolver: zodResolver(changePasswordInput),
    defaultValues: { currentPassword: "", newPassword: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => changePassword(input));
    if (!result.ok) return showFailure(form, result.error);
    form.reset();
    const { ok } = await signInWithPassword(email, input.newPassword);
    if (!ok) return window.location.assign("/login?from=/admin/account");
    toast.success("Password changed", { description: "Every other session has ended." });
  });
  return (
    <SettingSection title="Password" text="Changing it ends every other session of yours.">
      <form method="post" onSubmit={submit} noValidate className="flex max-w-sm flex-col items-start gap-4">
        <FormAlert message={errors.root?.server?.message} />
        {/* Tells password managers whose password this is. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <Field label="Current password" error={errors.currentPassword?.message} className="w-full">
          <Input type="password" autoComplete="current-password" {...form.register("currentPassword")} />
        </Field>
        <Field
          label="New password"
          error={errors.newPassword?.message}
          hint={<PasswordMeter password={form.watch("newPassword")} />}
          className="w-full"
        >
          <Input type="password" autoComplete="new-password" {...form.register("newPassword")} />
        </Field>
        <Button type="submit" pending={isSubmitting}>
          Change password
        </Button>
      </form>
    </SettingSection>
  );
}
