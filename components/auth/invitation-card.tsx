"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { buttonVariants } from "@/components/ui/button-variants";
import { Skeleton } from "@/components/ui/skeleton";
import type { ActionResult } from "@/lib/http";
import type { AcceptInvitationInput, InvitationState, UserView } from "@/lib/organizations/schema";
import { AuthCard } from "./auth-card";
import { forgetToken, takeToken } from "./invitation-token";
import { JoinForm } from "./join-form";
import { NewAccountForm } from "./new-account-form";

export type InvitationActions = {
  invitationState: (token: string) => Promise<ActionResult<InvitationState>>;
  acceptInvitation: (input: AcceptInvitationInput) => Promise<ActionResult<{ email: string }>>;
  joinByInvitation: (token: string) => Promise<ActionResult<void>>;
};

type Props = { user: UserView | null; actions: InvitationActions };
type Shown = { token: string; state: InvitationState } | { problem: string } | null;

/** What an invitation's link leads to: a new account, joining with the one that there is, or why it leads nowhere. */
export function InvitationCard({ user, actions }: Props) {
  const [shown, setShown] = useState<Shown>(null);
  useEffect(() => {
    const token = takeToken();
    if (token === null) return setShown({ token: "", state: { state: "invalid" } });
    void callAction(() => actions.invitationState(token)).then((result) => {
      if (!result.ok) return setShown({ problem: result.error.message });
      if (result.data.state !== "open") forgetToken();
      setShown({ token, state: result.data });
    });
  }, [actions]);

  if (shown === null) return <Waiting />;
  if ("problem" in shown) {
    return (
      <AuthCard title="Invitation">
        <FormAlert message={shown.problem} />
      </AuthCard>
    );
  }
  const { token, state } = shown;
  if (state.state !== "open") return <Closed state={state.state} signedIn={user !== null} />;
  const { email, organization, createdByName, hasAccount } = state;
  return (
    <AuthCard
      title={`Join ${organization.name}`}
      text={`${createdByName} invites ${email} as ${state.role.toLowerCase()}.`}
    >
      {user === null && !hasAccount ? (
        <NewAccountForm token={token} email={email} acceptInvitation={actions.acceptInvitation} />
      ) : (
        <JoinForm token={token} email={email} user={user} joinByInvitation={actions.joinByInvitation} />
      )}
    </AuthCard>
  );
}

function Waiting() {
  return (
    <AuthCard title="Invitation" text="Looking it up.">
      <Skeleton className="h-9 w-full" />
    </AuthCard>
  );
}

const CLOSED = {
  invalid: [
    "This invitation leads nowhere",
    "It was withdrawn, replaced by a newer one, or its link is not whole.",
  ],
  accepted: ["This invitation was used", "Each link lets one person in, once."],
  expired: ["This invitation has expired", "Links are good for seven days."],
} as const;

function Closed({ state, signedIn }: { state: keyof typeof CLOSED; signedIn: boolean }) {
  const [title, text] = CLOSED[state];
  return (
    <AuthCard title={title} text={`${text} Ask whoever invited you for a new one.`}>
      <Link
        href={signedIn ? "/admin/projects" : "/login"}
        className={buttonVariants({ variant: "primary", className: "w-full" })}
      >
        {signedIn ? "To your projects" : "Sign in"}
      </Link>
    </AuthCard>
  );
}
