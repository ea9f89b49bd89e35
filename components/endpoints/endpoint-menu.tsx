"use client";

import { Code } from "lucide-react";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { CopyIdItem, DeleteItem, EditItem, RowMenu } from "@/components/ui/row-menu";
import type { EndpointView } from "@/lib/endpoints/schema";
import { useEndpointsScope } from "./endpoints-context";

export type EndpointActions = { onCall: () => void; onEdit: () => void; onDelete: () => void };
type Props = EndpointActions & { endpoint: EndpointView };

/** What can be done with one endpoint. */
export function EndpointMenu({ endpoint, onCall, onEdit, onDelete }: Props) {
  const { canWrite } = useEndpointsScope();
  return (
    <RowMenu of={endpoint.slug}>
      <DropdownMenuItem onSelect={onCall}>
        <Code aria-hidden /> How to call it
      </DropdownMenuItem>
      {canWrite && <EditItem onSelect={onEdit} />}
      <CopyIdItem of="endpoint" id={endpoint.id} />
      {canWrite && <DeleteItem onSelect={onDelete} />}
    </RowMenu>
  );
}
