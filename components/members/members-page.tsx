"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Invitations } from "./invitations";
import { MembersTable } from "./members-table";
import type { MembersScope } from "./scope";

const loadDialog = () => import("./invite-dialog").then((module) => module.InviteDialog);
const InviteDialog = dynamic(loadDialog, { ssr: false });

/** The people of an organization, and the invitations that are open. */
export function MembersPage(scope: MembersScope) {
  const { organization, members, invitations, canWrite } = scope;
  const [inviting, setInviting] = useState<{ email: string; role: string } | null>(null);
  return (
    <>
      <PageHeader
        title="Members"
        description={`${members.length} ${members.length === 1 ? "person" : "people"} in ${organization.name}.`}
        actions={
          canWrite && (
            <Button
              variant="primary"
              onClick={() => setInviting({ email: "", role: "MEMBER" })}
              onPointerEnter={() => void loadDialog()}
            >
              <Plus aria-hidden /> Invite member
            </Button>
          )
        }
      />
      <MembersTable {...scope} />
      {invitations.length > 0 && <Invitations {...scope} onRenew={setInviting} />}
      {inviting && <InviteDialog scope={scope} initial={inviting} onClose={() => setInviting(null)} />}
    </>
  );
}
