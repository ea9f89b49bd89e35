"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { showFailure } from "@/components/forms/show-failure";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type AcceptInvitationInput, acceptInvitationInput } from "@/lib/organizations/schema";
import type { InvitationActions } from "./invitation-card";
import { forgetToken } from "./invitation-token";
import { PasswordMeter } from "./password-meter";
import { signInWithPassword } from "./sign-in";

type Props = { token: string; email: string } & Pick<InvitationActions, "acceptInvitation">;

/** An account for who was invited; the address is the one that the invitation went to. */
export function NewAccountForm({ token, email, acceptInvitation }: Props) {
  const [leaving, setLeaving] = useState(false);
  const form = useForm<AcceptInvitationInput>({
    resolver: zodResolver(acceptInvitationInput),
    defaultValues: { token, name: "", password: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => acceptInvitation(input));
    if (!result.ok) return showFailure(form, result.error);
    setLeaving(true);
    forgetToken();
    const { ok } = await signInWithPassword(result.data.email, input.password);
    window.location.assign(ok ? "/admin/projects" : "/login");
  });
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormAlert message={errors.root?.server?.message} />
      <Field label="E-mail">
        <Input type="email" autoComplete="username" value={email} readOnly />
      </Field>
      <Field label="Your name" error={errors.name?.message}>
        <Input autoComplete="name" autoFocus {...form.register("name")} />
      </Field>
      <Field
        label="Password"
        error={errors.password?.message}
        hint={<PasswordMeter password={form.watch("password")} />}
      >
        <Input type="password" autoComplete="new-password" {...form.register("password")} />
      </Field>
      <Button type="submit" variant="primary" pending={isSubmitting || leaving} className="mt-1 w-full">
        Create account and join
      </Button>
    </form>
  );
}
