"use client";

import { CopyIdItem, DeleteItem, EditItem, RowMenu } from "@/components/ui/row-menu";
import type { KeyView } from "@/lib/keys/schema";
import { useKeysScope } from "./keys-context";

type Props = { apiKey: KeyView; onEdit: () => void; onDelete: () => void };

/** What can be done with one key. */
export function KeyMenu({ apiKey, onEdit, onDelete }: Props) {
  const { canWrite } = useKeysScope();
  const writable = canWrite && apiKey.status !== "revoked";
  return (
    <RowMenu of={apiKey.note}>
      {writable && <EditItem onSelect={onEdit} />}
      <CopyIdItem of="key" id={apiKey.id} />
      {writable && <DeleteItem onSelect={onDelete} />}
    </RowMenu>
  );
}
