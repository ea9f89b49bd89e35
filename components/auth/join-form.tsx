"use client";

import Link from "next/link";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import type { UserView } from "@/lib/organizations/schema";
import type { InvitationActions } from "./invitation-card";
import { forgetToken } from "./invitation-token";

type Props = { token: string; email: string; user: UserView | null } & Pick<
  InvitationActions,
  "joinByInvitation"
>;

/** Joining with the account that there is: only as whom the invitation is for. */
export function JoinForm({ token, email, user, joinByInvitation }: Props) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (user === null) {
    return (
      <Link
        href="/login?from=/invite"
        className={buttonVariants({ variant: "primary", className: "w-full" })}
      >
        Sign in to accept
      </Link>
    );
  }
  if (user.email !== email) {
    return (
      <div className="flex flex-col gap-4 text-sm">
        <p>
          You are signed in as <strong className="font-medium">{user.email}</strong>. Sign in as {email} to
          accept.
        </p>
        <Button onClick={leave} className="w-full">
          Sign out and go on
        </Button>
      </div>
    );
  }
  const join = async () => {
    setPending(true);
    const result = await callAction(() => joinByInvitation(token));
    if (!result.ok) {
      setPending(false);
      return setProblem(result.error.message);
    }
    forgetToken();
    window.location.assign("/admin/projects");
  };
  return (
    <div className="flex flex-col gap-4">
      <FormAlert message={problem} />
      <Button variant="primary" onClick={join} pending={pending} className="w-full">
        Accept invitation
      </Button>
    </div>
  );
}

async function leave() {
  const { signOut } = await import("next-auth/react");
  await signOut({ redirect: false });
  window.location.assign("/invite");
}
