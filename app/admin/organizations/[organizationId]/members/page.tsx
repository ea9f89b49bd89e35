import type { Metadata } from "next";
import { MembersPage } from "@/components/members/members-page";
import { allows } from "@/lib/access";
import { organizationPage } from "@/lib/auth";
import { listInvitations, listMembers } from "@/lib/organizations";
import * as actions from "./actions";

export const metadata: Metadata = { title: "Members" };

type Props = { params: Promise<{ organizationId: string }> };

/** Who is in an organization, and who was asked in. */
export default async function Page({ params }: Props) {
  const { organizationId } = await params;
  const { ctx, organization, user, role } = await organizationPage(organizationId);
  const canWrite = allows(role, "members:write");
  const [members, invitations] = await Promise.all([listMembers(ctx), canWrite ? listInvitations(ctx) : []]);
  const scope = {
    ...{ organization, canWrite, members, invitations },
    ...{ reader: { id: user.id, owns: allows(role, "organization:own") }, actions: { ...actions } },
  };
  return <MembersPage {...scope} />;
}
