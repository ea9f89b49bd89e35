"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormAlert } from "@/components/forms/form-alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type SignInInput, signInInput } from "@/lib/organizations/schema";
import { refusalMessage, signInWithPassword } from "./sign-in";

export type LoginFormProps = {
  /** Where to go afterwards; a path of this site. */
  from: string;
  /** Why the person is here again, if there is a reason. */
  notice?: string;
};

/** Sign-in by e-mail and password. */
export function LoginForm({ from, notice }: LoginFormProps) {
  const [leaving, setLeaving] = useState(false);
  const { register, handleSubmit, setError, setFocus, resetField, formState } = useForm<SignInInput>({
    resolver: zodResolver(signInInput),
    defaultValues: { email: "", password: "" },
  });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async ({ email, password }) => {
    const outcome = await signInWithPassword(email, password);
    if (outcome.ok) {
      setLeaving(true);
      window.location.assign(from);
      return;
    }
    resetField("password");
    setFocus("password");
    setError("root.server", { message: refusalMessage(outcome) });
  });

  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormAlert message={errors.root?.server?.message ?? notice} />
      <Field label="E-mail" error={errors.email?.message}>
        <Input type="email" autoComplete="username" autoFocus inputMode="email" {...register("email")} />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <Input type="password" autoComplete="current-password" {...register("password")} />
      </Field>
      <Button type="submit" variant="primary" pending={isSubmitting || leaving} className="mt-1 w-full">
        Sign in
      </Button>
    </form>
  );
}
