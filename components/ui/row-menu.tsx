"use client";

import { Copy, Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { copyText } from "./copy-text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "./dropdown-menu";
import { RowMenuButton } from "./row-menu-button";
import { toast } from "./toaster";

type RowMenuProps = { of: string; pending?: boolean; defaultOpen?: boolean; children: ReactNode };

/** What can be done with the thing of that name, at the end of its row. */
export function RowMenu({ of, pending, defaultOpen, children }: RowMenuProps) {
  return (
    <DropdownMenu defaultOpen={defaultOpen}>
      <DropdownMenuTrigger asChild>
        <RowMenuButton of={of} pending={pending} />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">{children}</DropdownMenuContent>
    </DropdownMenu>
  );
}

type ItemProps = { onSelect: () => void };

export function EditItem({ onSelect }: ItemProps) {
  return (
    <DropdownMenuItem onSelect={onSelect}>
      <Pencil aria-hidden /> Edit
    </DropdownMenuItem>
  );
}

/** Stands last, behind a line. */
export function DeleteItem({ onSelect }: ItemProps) {
  return (
    <>
      <DropdownMenuSeparator />
      <DropdownMenuItem variant="danger" onSelect={onSelect}>
        <Trash2 aria-hidden /> Delete
      </DropdownMenuItem>
    </>
  );
}

/** `of` is the thing's word, such as "key". */
export function CopyIdItem({ of, id }: { of: string; id: string }) {
  const copy = async () => {
    const word = of[0]!.toUpperCase() + of.slice(1);
    if (await copyText(id, document.body)) toast.success(`${word} ID copied`);
    else toast.info(`Copy the ${of} ID by hand`, { description: id });
  };
  return (
    <DropdownMenuItem onSelect={copy}>
      <Copy aria-hidden /> Copy {of} ID
    </DropdownMenuItem>
  );
}
