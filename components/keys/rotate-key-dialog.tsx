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
import type { CreatedKey, KeyView, Overlap } from "@/lib/keys/schema";
import { useKeysScope } from "./keys-context";
import { OverlapField } from "./overlap-field";
import { RevealKey } from "./reveal-key";
import { keysQueryKey } from "./use-keys";

type Props = { apiKey: KeyView; open: boolean; onClose: () => void };

/** Asks how long the old key goes on working, then shows the successor's secret, once. While it shows, only "Done" closes the dialog. */
export function RotateKeyDialog({ apiKey, open, onClose }: Props) {
  const [revealed, setRevealed] = useState<CreatedKey | null>(null);
  return (
    <Dialog open={open} onOpenChange={(next) => next || onClose()}>
      <DialogContent dismissable={revealed === null} size={revealed === null ? "md" : "lg"}>
        {revealed === null ? (
          <RotateForm apiKey={apiKey} onRotated={setRevealed} onCancel={onClose} />
        ) : (
          <RevealKey created={revealed} onDone={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}

type FormProps = { apiKey: KeyView; onRotated: (key: CreatedKey) => void; onCancel: () => void };

function RotateForm({ apiKey, onRotated, onCancel }: FormProps) {
  const { projectId, actions } = useKeysScope();
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState<Overlap>("24h");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const word = apiKey.legacy ? "Replace" : "Rotate";

  async function rotate() {
    setPending(true);
    setProblem(undefined);
    const result = await callAction(() => actions.rotateKey(projectId, { id: apiKey.id, overlap }));
    setPending(false);
    if (!result.ok) return setProblem(result.error.message);
    onRotated(result.data);
    await queries.invalidateQueries({ queryKey: keysQueryKey(projectId) });
  }

  return (
    <>
      <DialogHeader>
        <DialogTitle>
          {word} “{apiKey.note}”
        </DialogTitle>
        <DialogDescription>
          {apiKey.legacy
            ? "A standard key of the same name takes its place. It can be given limits."
            : "A successor with the same note, limits and rights takes its place, under a new secret."}
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <FormAlert message={problem} />
        <OverlapField value={overlap} onChange={setOverlap} />
        <p className="text-muted text-xs">
          Until then both work, each with limits of its own. The old key's page lists who still calls with it.
        </p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" pending={pending} onClick={rotate}>
          {word} key
        </Button>
      </DialogFooter>
    </>
  );
}
