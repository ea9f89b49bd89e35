"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { showFailure } from "@/components/forms/show-failure";
import { projectPath } from "@/components/shell/navigation";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/http";
import { type SetUpInput, setUpInput } from "@/lib/organizations/schema";
import { PasswordMeter } from "./password-meter";
import { signInWithPassword } from "./sign-in";

export type SetupFormProps = {
  token: string;
  createFirstUser: (input: SetUpInput) => Promise<ActionResult<{ projectId: string }>>;
};

/** The first user, their organization and its first project. */
export function SetupForm({ token, createFirstUser }: SetupFormProps) {
  const [leaving, setLeaving] = useState(false);
  const form = useForm<SetUpInput>({
    resolver: zodResolver(setUpInput),
    defaultValues: { token, name: "", email: "", password: "", organizationName: "", projectName: "Default" },
  });
  const { errors, isSubmitting } = form.formState;
  // The token has arrived: it need not stay in the address bar or the history. A moment later, because Next's router notices
  // only what happens after its own effects, and would send actions to the address with the token.
  useEffect(() => {
    const timer = setTimeout(() => window.history.replaceState(null, "", "/setup"));
    return () => clearTimeout(timer);
  }, []);

  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => createFirstUser(input));
    if (!result.ok) return showFailure(form, result.error);
    setLeaving(true);
    const { ok } = await signInWithPassword(input.email, input.password);
    window.location.assign(ok ? `${projectPath(result.data.projectId)}/settings/api-keys` : "/login");
  });

  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormAlert message={errors.root?.server?.message} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Your name" error={errors.name?.message}>
          <Input autoComplete="name" autoFocus {...form.register("name")} />
        </Field>
        <Field label="E-mail" error={errors.email?.message}>
          <Input type="email" autoComplete="username" inputMode="email" {...form.register("email")} />
        </Field>
      </div>
      <Field
        label="Password"
        error={errors.password?.message}
        hint={<PasswordMeter password={form.watch("password")} />}
      >
        <Input type="password" autoComplete="new-password" {...form.register("password")} />
      </Field>
      <div className="mt-1 grid gap-4 border-line border-t pt-5 sm:grid-cols-2">
        <Field
          label="Organization"
          error={errors.organizationName?.message}
          hint="Such as your company or team."
        >
          <Input autoComplete="organization" {...form.register("organizationName")} />
        </Field>
        <Field label="First project" error={errors.projectName?.message} hint="Owns API keys and LLM keys.">
          <Input autoComplete="off" {...form.register("projectName")} />
        </Field>
      </div>
      <Button type="submit" variant="primary" pending={isSubmitting || leaving} className="mt-2 w-full">
        Create account
      </Button>
    </form>
  );
}
