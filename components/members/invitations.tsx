"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import type { InvitationView } from "@/lib/organizations/schema";
import { ROLE_LABELS } from "./roles";
import type { MembersScope } from "./scope";

type Props = MembersScope & { onRenew: (invitation: InvitationView) => void };

/** Who was asked in and has not come yet. */
export function Invitations({ onRenew, ...scope }: Props) {
  const router = useRouter();
  const [withdrawing, setWithdrawing] = useState<InvitationView | null>(null);
  const { organization, invitations, actions } = scope;
  return (
    <section aria-labelledby="invitations" className="mt-8">
      <h2 id="invitations" className="mb-3 flex items-baseline gap-2 font-semibold text-base">
        Invitations <span className="font-normal text-muted text-sm">{invitations.length}</span>
      </h2>
      <Table aria-label="Invitations">
        <TableHeader>
          <TableRow>
            <TableHead>E-mail</TableHead>
            <TableHead className="max-sm:hidden">Role</TableHead>
            <TableHead className="max-sm:hidden">Expires</TableHead>
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {invitations.map((invitation) => (
            <InvitationRow
              key={invitation.id}
              invitation={invitation}
              onRenew={() => onRenew(invitation)}
              onWithdraw={() => setWithdrawing(invitation)}
            />
          ))}
        </TableBody>
      </Table>
      {withdrawing && (
        <ConfirmDialog
          title="Withdraw this invitation?"
          text={`The link that was made for ${withdrawing.email} leads nowhere any more.`}
          label="Withdraw invitation"
          run={() => actions.withdrawInvitation(organization.id, { id: withdrawing.id })}
          onDone={() => {
            toast.success("The invitation is withdrawn");
            setWithdrawing(null);
            router.refresh();
          }}
          onClose={() => setWithdrawing(null)}
        />
      )}
    </section>
  );
}

type RowProps = { invitation: InvitationView; onRenew: () => void; onWithdraw: () => void };

function InvitationRow({ invitation, onRenew, onWithdraw }: RowProps) {
  const { email, role, createdByName, expiresAt } = invitation;
  return (
    <TableRow>
      <TableCell className="w-full min-w-40 max-w-0">
        <div className="truncate font-medium" title={email}>
          {email}
        </div>
        <div className="truncate text-muted text-xs">
          <span className="sm:hidden">{ROLE_LABELS[role]}, </span>invited by {createdByName}
        </div>
      </TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">{ROLE_LABELS[role]}</TableCell>
      <TableCell className="whitespace-nowrap text-muted max-sm:hidden">
        {Date.parse(expiresAt) <= Date.now() ? (
          <Badge tone="warning">Expired</Badge>
        ) : (
          <RelativeTime value={expiresAt} />
        )}
      </TableCell>
      <TableCell className="whitespace-nowrap text-right">
        <Button variant="ghost" size="sm" onClick={onRenew} aria-label={`New link for ${email}`}>
          New link
        </Button>
        <Button variant="ghost" size="sm" onClick={onWithdraw} aria-label={`Withdraw invitation of ${email}`}>
          Withdraw
        </Button>
      </TableCell>
    </TableRow>
  );
}
