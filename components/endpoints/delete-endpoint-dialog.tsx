"use client";

import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import {
  AlertDialog,
  AlertDialogBody,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import type { EndpointView } from "@/lib/endpoints/schema";
import { useEndpointsScope } from "./endpoints-context";

type Props = { endpoint: EndpointView; onClose: () => void; onDeleted: () => void };

/** Asks before an endpoint goes for good, and says what its calls will answer. */
export function DeleteEndpointDialog({ endpoint, onClose, onDeleted }: Props) {
  const { projectId, actions } = useEndpointsScope();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function remove() {
    setPending(true);
    setProblem(undefined);
    const result = await callAction(() => actions.deleteEndpoint(projectId, { id: endpoint.id }));
    setPending(false);
    if (!result.ok) return setProblem(result.error.message);
    toast.success(`“${endpoint.slug}” is deleted`);
    onClose();
    onDeleted();
  }

  return (
    <AlertDialog open onOpenChange={(next) => next || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Delete “{endpoint.slug}”?</AlertDialogTitle>
          <AlertDialogDescription>
            This is permanent. Calls that name it as their model answer 404 <code>model_not_found</code> at
            once, unless an LLM key serves a model of that name. Its LLM keys stay.
          </AlertDialogDescription>
        </AlertDialogHeader>
        {problem && (
          <AlertDialogBody>
            <FormAlert message={problem} />
          </AlertDialogBody>
        )}
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button variant="danger" pending={pending} onClick={remove}>
            Delete endpoint
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
