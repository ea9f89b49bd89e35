"use client";

import { CopyIdItem, DeleteItem, EditItem, RowMenu } from "@/components/ui/row-menu";
import type { KeyView } from "@/lib/keys/schema";
import { useKeysScope } from "./keys-context";

export type KeyMenuProps = { apiKey: KeyView; onEdit: () => void; onDelete: () => void };

/** The menu of one key, open from its first moment. */
export function OpenKeyMenu({ apiKey, onEdit, onDelete }: KeyMenuProps) {
  const { canWrite } = useKeysScope();
  const writable = canWrite && apiKey.status !== "revoked";
  return (
    <RowMenu of={apiKey.note} defaultOpen>
      {writable && <EditItem onSelect={onEdit} />}
      <CopyIdItem of="key" id={apiKey.id} />
      {writable && <DeleteItem onSelect={onDelete} />}
    </RowMenu>
  );
}
