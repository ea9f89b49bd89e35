"use client";

import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { toast } from "@/components/ui/toaster";
import type { EndpointView } from "@/lib/endpoints/schema";
import { useEndpointsScope } from "./endpoints-context";

type Props = { endpoint: EndpointView; onClose: () => void; onDeleted: () => void };

/** Asks before an endpoint goes for good, and says what its calls will answer. */
export function DeleteEndpointDialog({ endpoint, onClose, onDeleted }: Props) {
  const { projectId, actions } = useEndpointsScope();
  return (
    <ConfirmDialog
      title={`Delete “${endpoint.slug}”?`}
      text={
        <>
          This is permanent. Calls that name it as their model answer 404 <code>model_not_found</code> at
          once, unless an LLM key serves a model of that name. Its LLM keys stay.
        </>
      }
      label="Delete endpoint"
      run={() => actions.deleteEndpoint(projectId, { id: endpoint.id })}
      onDone={() => {
        toast.success(`“${endpoint.slug}” is deleted`);
        onClose();
        onDeleted();
      }}
      onClose={onClose}
    />
  );
}
