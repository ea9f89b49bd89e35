"use client";

import { LogOut, UserMinus } from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/components/shell/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { MemberView } from "@/lib/organizations/schema";
import { RemoveDialog } from "./remove-dialog";
import { RoleSelect } from "./role-select";
import type { MembersScope } from "./scope";

/** Everybody in the organization, with their role and the way out. */
export function MembersTable(scope: MembersScope) {
  const [removing, setRemoving] = useState<MemberView | null>(null);
  return (
    <>
      <Table aria-label="Members">
        <TableHeader>
          <TableRow>
            <TableHead>Person</TableHead>
            <TableHead>Role</TableHead>
            <TableHead className="max-sm:hidden">Joined</TableHead>
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {scope.members.map((member) => (
            <MemberRow key={member.id} scope={scope} member={member} onRemove={() => setRemoving(member)} />
          ))}
        </TableBody>
      </Table>
      {removing && <RemoveDialog scope={scope} member={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

type RowProps = { scope: MembersScope; member: MemberView; onRemove: () => void };

function MemberRow({ scope, member, onRemove }: RowProps) {
  const { reader, canWrite } = scope;
  const own = member.id === reader.id;
  const Icon = own ? LogOut : UserMinus;
  const removable = own || (canWrite && (reader.owns || member.role !== "OWNER"));
  return (
    <TableRow>
      <TableCell className="w-full min-w-40 max-w-0">
        <div className="flex items-center gap-3">
          <span className="max-sm:hidden">
            <Avatar name={member.name} />
          </span>
          <div className="min-w-0">
            <div className="flex items-center gap-2">
              <span className="truncate font-medium" title={member.name}>
                {member.name}
              </span>
              {own && <Badge>You</Badge>}
            </div>
            <div className="truncate text-muted text-xs" title={member.email}>
              {member.email}
            </div>
          </div>
        </div>
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <RoleSelect scope={scope} member={member} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-sm:hidden">
        <RelativeTime value={member.joinedAt} />
      </TableCell>
      <TableCell className="text-right">
        {removable && (
          <Button
            variant="ghost"
            size="sm"
            onClick={onRemove}
            aria-label={own ? "Leave organization" : `Remove ${member.name}`}
            title={own ? "Leave organization" : `Remove ${member.name}`}
          >
            <Icon aria-hidden className="sm:hidden" />
            <span className="max-sm:hidden">{own ? "Leave" : "Remove"}</span>
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}
