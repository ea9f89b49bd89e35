"use client";

import { useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { CallEndpoint } from "./call-endpoint";
import { EndpointFields } from "./endpoint-fields";
import { useEndpointsScope } from "./endpoints-context";

type Props = { open: boolean; onClose: () => void; onCreated: () => void };

/** A form, then how to call what it made. */
export function CreateEndpointDialog({ open, onClose, onCreated }: Props) {
  const { projectId, actions } = useEndpointsScope();
  const [slug, setSlug] = useState<string | null>(null);

  function close() {
    onClose();
    setSlug(null);
  }
  return (
    <Dialog open={open} onOpenChange={(next) => next || close()}>
      {/* A slip beside the form must not throw the typed rows away. */}
      <DialogContent size={slug ? "md" : "lg"} onInteractOutside={(event) => event.preventDefault()}>
        {slug === null ? (
          <EndpointFields
            endpoint={null}
            save={(input) => actions.createEndpoint(projectId, input)}
            onSaved={(endpoint) => {
              setSlug(endpoint.slug);
              onCreated();
            }}
            onCancel={close}
          />
        ) : (
          <CallEndpoint slug={slug} title={`“${slug}” is ready`} onClose={close} />
        )}
      </DialogContent>
    </Dialog>
  );
}
