"use client";

import { PlugZap } from "lucide-react";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { DeleteItem, EditItem, RowMenu } from "@/components/ui/row-menu";
import type { CredentialView } from "@/lib/credentials/schema";
import { useTestStored } from "./use-test-stored";

type Props = { credential: CredentialView; onEdit: () => void; onDelete: () => void };

/** What can be done with one credential. */
export function CredentialMenu({ credential, onEdit, onDelete }: Props) {
  const { run, pending } = useTestStored(credential);
  return (
    <RowMenu of={credential.name} pending={pending}>
      <EditItem onSelect={onEdit} />
      <DropdownMenuItem onSelect={run}>
        <PlugZap aria-hidden /> Test connection
      </DropdownMenuItem>
      <DeleteItem onSelect={onDelete} />
    </RowMenu>
  );
}
