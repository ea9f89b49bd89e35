"use client";

import { MoreHorizontal, Pencil, PlugZap, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { CredentialView } from "@/lib/credentials/schema";
import { useTestStored } from "./use-test-stored";

type Props = { credential: CredentialView; onEdit: () => void; onDelete: () => void };

/** What can be done with one credential. */
export function CredentialMenu({ credential, onEdit, onDelete }: Props) {
  const { run, pending } = useTestStored(credential);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" pending={pending} aria-label={`Actions for ${credential.name}`}>
          <MoreHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={onEdit}>
          <Pencil aria-hidden /> Edit
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={run}>
          <PlugZap aria-hidden /> Test connection
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem variant="danger" onSelect={onDelete}>
          <Trash2 aria-hidden /> Delete
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
