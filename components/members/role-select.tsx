"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { MemberView } from "@/lib/organizations/schema";
import { ROLE_LABELS, ROLE_TEXTS, rolesToGive } from "./roles";
import type { MembersScope } from "./scope";

type Props = { scope: MembersScope; member: MemberView };

/** A member's role; who may give others chooses here, and it counts from that member's next request. */
export function RoleSelect({ scope, member }: Props) {
  const { organization, reader, canWrite, actions } = scope;
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const role = ROLE_LABELS[member.role];
  if (!canWrite || (member.role === "OWNER" && !reader.owns)) {
    return <span title={ROLE_TEXTS[member.role]}>{role}</span>;
  }
  const change = async (next: MemberView["role"]) => {
    setPending(true);
    const result = await callAction(() =>
      actions.changeRole(organization.id, { userId: member.id, role: next }),
    );
    setPending(false);
    if (!result.ok) toast.error("The role was not changed", { description: result.error.message });
    else toast.success(`${member.name} is ${ROLE_LABELS[next].toLowerCase()} now`);
    router.refresh();
  };
  return (
    <Select
      aria-label={`Role of ${member.name}`}
      title={ROLE_TEXTS[member.role]}
      value={member.role}
      disabled={pending}
      onChange={(event) => void change(event.target.value as MemberView["role"])}
      wrapperClassName="w-28"
    >
      {rolesToGive(reader.owns).map((name) => (
        <option key={name} value={name}>
          {ROLE_LABELS[name]}
        </option>
      ))}
    </Select>
  );
}
