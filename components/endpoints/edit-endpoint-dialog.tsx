"use client";

import { Dialog, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { EndpointView } from "@/lib/endpoints/schema";
import { EndpointFields } from "./endpoint-fields";
import { useEndpointsScope } from "./endpoints-context";

type Props = { endpoint: EndpointView; onClose: () => void; onSaved: () => void };

/** Changes an endpoint; the next call follows it. */
export function EditEndpointDialog({ endpoint, onClose, onSaved }: Props) {
  const { projectId, actions } = useEndpointsScope();
  return (
    <Dialog open onOpenChange={(next) => next || onClose()}>
      <DialogContent
        size="lg"
        onInteractOutside={(event) => event.preventDefault()}
        // Not onto the slug, which a stray key would replace.
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          (event.currentTarget as HTMLElement).focus();
        }}
      >
        <EndpointFields
          endpoint={endpoint}
          save={(input) => actions.updateEndpoint(projectId, { id: endpoint.id, ...input })}
          onSaved={({ slug }) => {
            toast.success(`“${slug}” is saved`, { description: "The next call follows it." });
            onClose();
            onSaved();
          }}
          onCancel={onClose}
        />
      </DialogContent>
    </Dialog>
  );
}
