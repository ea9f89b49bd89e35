"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { KeyView, Overlap } from "@/lib/keys/schema";
import { useKeysScope } from "./keys-context";
import { OverlapField } from "./overlap-field";
import { keysQueryKey } from "./use-keys";

type Props = { apiKey: KeyView; open: boolean; onClose: () => void };

/** Ends the overlap of a rotated key sooner, or lets it last. */
export function OverlapDialog({ apiKey, open, onClose }: Props) {
  const { projectId, actions } = useKeysScope();
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState<Overlap>("now");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function change() {
    setPending(true);
    setProblem(undefined);
    const result = await callAction(() => actions.changeOverlap(projectId, { id: apiKey.id, overlap }));
    setPending(false);
    if (!result.ok) return setProblem(result.error.message);
    await queries.invalidateQueries({ queryKey: keysQueryKey(projectId) });
    toast.success(overlap === "now" ? `“${apiKey.note}” stopped working` : "The overlap is changed");
    onClose();
  }

  return (
    <Dialog open={open} onOpenChange={(next) => next || onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Change the overlap of “{apiKey.note}”</DialogTitle>
          <DialogDescription>
            <code>{apiKey.displaySecret}</code> was replaced by “{apiKey.replacedBy?.note}” and still works
            beside it.
          </DialogDescription>
        </DialogHeader>
        <DialogBody>
          <FormAlert message={problem} />
          <OverlapField value={overlap} onChange={setOverlap} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" pending={pending} onClick={change}>
            Change overlap
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
