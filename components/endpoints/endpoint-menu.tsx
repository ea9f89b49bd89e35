"use client";

import { Code, Copy, MoreHorizontal, Pencil, Trash2 } from "lucide-react";
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
import type { EndpointView } from "@/lib/endpoints/schema";
import { useEndpointsScope } from "./endpoints-context";

export type EndpointActions = { onCall: () => void; onEdit: () => void; onDelete: () => void };
type Props = EndpointActions & { endpoint: EndpointView };

/** What can be done with one endpoint. */
export function EndpointMenu({ endpoint, onCall, onEdit, onDelete }: Props) {
  const { canWrite } = useEndpointsScope();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`Actions for ${endpoint.slug}`}>
          <MoreHorizontal aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={onCall}>
          <Code aria-hidden /> How to call it
        </DropdownMenuItem>
        {canWrite && (
          <DropdownMenuItem onSelect={onEdit}>
            <Pencil aria-hidden /> Edit
          </DropdownMenuItem>
        )}
        <DropdownMenuItem onSelect={() => copyId(endpoint.id)}>
          <Copy aria-hidden /> Copy endpoint ID
        </DropdownMenuItem>
        {canWrite && (
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
  if (await copyText(id, document.body)) toast.success("Endpoint ID copied");
  else toast.info("Copy the endpoint ID by hand", { description: id });
}
