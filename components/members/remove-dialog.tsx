"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { MemberView } from "@/lib/organizations/schema";
import type { MembersScope } from "./scope";

type Props = { scope: MembersScope; member: MemberView; onClose: () => void };

/** Asks before somebody is taken out of the organization, or leaves it. */
export function RemoveDialog({ scope, member, onClose }: Props) {
  const { organization, reader, actions } = scope;
  const router = useRouter();
  const own = member.id === reader.id;
  const done = () => {
    if (own) return window.location.assign("/admin/projects");
    toast.success(`${member.name} is not a member any more`);
    onClose();
    router.refresh();
  };
  return (
    <ConfirmDialog
      title={own ? `Leave ${organization.name}?` : `Remove ${member.name}?`}
      text={
        own
          ? "You lose access at once. To come back, somebody has to invite you."
          : `${member.email} loses access to ${organization.name} at once, open pages included. What they made stays, and the invitations they sent that are still open are withdrawn.`
      }
      label={own ? "Leave organization" : "Remove member"}
      run={() => actions.removeMember(organization.id, { userId: member.id })}
      onDone={done}
      onClose={onClose}
    />
  );
}
