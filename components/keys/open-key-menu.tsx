"use client";

import { RotateCw, Timer } from "lucide-react";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { CopyIdItem, DeleteItem, EditItem, RowMenu } from "@/components/ui/row-menu";
import type { KeyView } from "@/lib/keys/schema";
import type { KeyDialog } from "./key-dialog";
import { useKeysScope } from "./keys-context";

export type KeyMenuProps = { apiKey: KeyView; onOpen: (dialog: KeyDialog) => void };

/** The menu of one key, open from its first moment. */
export function OpenKeyMenu({ apiKey, onOpen }: KeyMenuProps) {
  const { canWrite } = useKeysScope();
  const writable = canWrite && apiKey.status !== "revoked";
  return (
    <RowMenu of={apiKey.note} defaultOpen>
      {writable && <EditItem onSelect={() => onOpen("edit")} />}
      {writable && <RotateItems apiKey={apiKey} onOpen={onOpen} />}
      <CopyIdItem of="key" id={apiKey.id} />
      {writable && <DeleteItem onSelect={() => onOpen("delete")} />}
    </RowMenu>
  );
}

/** A key that has a successor is not rotated again: its overlap is what can be changed. */
function RotateItems({ apiKey, onOpen }: KeyMenuProps) {
  if (apiKey.replacedBy) {
    if (apiKey.status === "expired") return null;
    return (
      <DropdownMenuItem onSelect={() => onOpen("overlap")}>
        <Timer aria-hidden /> Change overlap
      </DropdownMenuItem>
    );
  }
  return (
    <DropdownMenuItem onSelect={() => onOpen("rotate")}>
      <RotateCw aria-hidden /> {apiKey.legacy ? "Replace" : "Rotate"}
    </DropdownMenuItem>
  );
}
