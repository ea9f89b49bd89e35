"use client";

import { Copy, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toaster";
import type { KeyView } from "@/lib/keys/schema";
import { useKeysScope } from "./keys-context";

type Props = { apiKey: KeyView; onEdit: () => void; onDelete: () => void };

/** What can be done with one key. */
export function KeyMenu({ apiKey, onEdit, onDelete }: Props) {
  const { canWrite } = useKeysScope();
  const writable = canWrite && apiKey.status !== "revoked";
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`Actions for ${apiKey.note}`}>
          <MoreHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {writable && (
          <DropdownMenuItem onSelect={onEdit}>
            <Pencil aria-hidden /> Edit
          </DropdownMenuItem>
        )}
        <DropdownMenuItem onSelect={() => copyId(apiKey.id)}>
          <Copy aria-hidden /> Copy key ID
        </DropdownMenuItem>
        {writable && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem variant="danger" onSelect={onDelete}>
              <Trash2 aria-hidden /> Delete
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

async function copyId(id: string) {
  if (await copyText(id, document.body)) toast.success("Key ID copied");
  else toast.info("Copy the key ID by hand", { description: id });
}
