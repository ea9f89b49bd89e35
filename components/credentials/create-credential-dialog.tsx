"use client";

import { Dialog, DialogContent } from "@/components/ui/dialog";
import { CreateCredentialForm } from "./create-credential-form";

type Props = { open: boolean; onClose: () => void; onCreated: () => void };

/** The form for a new credential. What was typed, the secret above all, is gone once it closes. */
export function CreateCredentialDialog({ open, onClose, onCreated }: Props) {
  function created() {
    onClose();
    onCreated();
  }
  return (
    <Dialog open={open} onOpenChange={(next) => next || onClose()}>
      {/* A slip beside the form must not throw a pasted secret away. */}
      <DialogContent onInteractOutside={(event) => event.preventDefault()}>
        <CreateCredentialForm onCreated={created} onCancel={onClose} />
      </DialogContent>
    </Dialog>
  );
}
