"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { showFailure } from "@/components/forms/show-failure";
import { Button } from "@/components/ui/button";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type InviteInput, inviteInput } from "@/lib/organizations/schema";
import { ROLE_LABELS, ROLE_TEXTS, rolesToGive } from "./roles";
import type { Invited, MembersScope } from "./scope";

type Props = {
  scope: MembersScope;
  initial: { email: string; role: string };
  onInvited: (invited: Invited) => void;
  onCancel: () => void;
};

/** Whom to invite, as what. */
export function InviteForm({ scope, initial, onInvited, onCancel }: Props) {
  const { organization, reader, actions } = scope;
  const router = useRouter();
  const form = useForm<InviteInput>({
    resolver: zodResolver(inviteInput),
    defaultValues: initial as InviteInput,
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    const result = await callAction(() => actions.inviteMember(organization.id, input));
    if (!result.ok) return showFailure(form, result.error);
    onInvited(result.data);
    router.refresh();
  });
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <DialogHeader>
        <DialogTitle>Invite to {organization.name}</DialogTitle>
        <DialogDescription>Makes a link that lets one person in, once, within seven days.</DialogDescription>
      </DialogHeader>
      <DialogBody>
        <FormAlert message={errors.root?.server?.message} />
        <Field label="E-mail" error={errors.email?.message}>
          <Input type="email" inputMode="email" autoComplete="off" autoFocus {...form.register("email")} />
        </Field>
        <Field label="Role" error={errors.role?.message} hint={ROLE_TEXTS[form.watch("role") ?? "MEMBER"]}>
          <Select {...form.register("role")}>
            {rolesToGive(reader.owns).map((role) => (
              <option key={role} value={role}>
                {ROLE_LABELS[role]}
              </option>
            ))}
          </Select>
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={isSubmitting}>
          Make link
        </Button>
      </DialogFooter>
    </form>
  );
}
