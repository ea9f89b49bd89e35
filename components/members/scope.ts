import type { ActionResult } from "@/lib/http";
import type {
  ChangeRoleInput,
  InvitationView,
  InviteInput,
  MemberView,
  RemoveMemberInput,
} from "@/lib/organizations/schema";

type Action<Input, Result> = (organizationId: string, input: Input) => Promise<ActionResult<Result>>;

/** An invitation with its link, which is shown once. */
export type Invited = { invitation: InvitationView; link: string; emailed: boolean | null };

/** What every part of the members page is given. */
export type MembersScope = {
  organization: { id: string; name: string };
  members: MemberView[];
  invitations: InvitationView[];
  reader: { id: string; owns: boolean };
  /** Whether to offer what changes it. The verbs decide, whatever this says. */
  canWrite: boolean;
  actions: {
    inviteMember: Action<InviteInput, Invited>;
    withdrawInvitation: Action<{ id: string }, void>;
    changeRole: Action<ChangeRoleInput, void>;
    removeMember: Action<RemoveMemberInput, void>;
  };
};
