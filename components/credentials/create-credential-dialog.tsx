"use client";

import { useState } from "react";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { ProviderId } from "@/lib/providers/schema";
import { CreateCredentialForm } from "./create-credential-form";
import { ProviderPicker } from "./provider-picker";

type Props = { onClose: () => void; onCreated: () => void };

/**
 * First the provider, then its form. It stands only while it is open: what was typed, the secret above all, is gone with it, and is
 * not found again by whoever opens it before it has faded out.
 */
export function CreateCredentialDialog({ onClose, onCreated }: Props) {
  return (
    <Dialog open onOpenChange={(next) => next || onClose()}>
      {/* A slip beside the form must not throw a pasted secret away. */}
      <DialogContent size="lg" onInteractOutside={(event) => event.preventDefault()}>
        <Steps
          onCancel={onClose}
          onCreated={() => {
            onClose();
            onCreated();
          }}
        />
      </DialogContent>
    </Dialog>
  );
}

function Steps({ onCancel, onCreated }: { onCancel: () => void; onCreated: () => void }) {
  const [provider, setProvider] = useState<ProviderId | null>(null);
  if (provider) {
    return (
      <CreateCredentialForm
        provider={provider}
        onChangeProvider={() => setProvider(null)}
        onCreated={onCreated}
        onCancel={onCancel}
      />
    );
  }
  return (
    <>
      <DialogHeader>
        <DialogTitle>Add an LLM key</DialogTitle>
        <DialogDescription>The provider that calls are forwarded to.</DialogDescription>
      </DialogHeader>
      <DialogBody>
        <ProviderPicker onPick={setProvider} />
      </DialogBody>
    </>
  );
}
