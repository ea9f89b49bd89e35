"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { WebhookView } from "@/lib/notices/schema";
import { RevealSecret } from "./reveal-secret";
import type { DeliveryScope } from "./scope";
import { WebhookForm } from "./webhook-form";

export type WebhookDialogKind =
  | { kind: "add" }
  | { kind: "edit" | "secret" | "delete"; webhook: WebhookView };

type Props = { scope: DeliveryScope; dialog: WebhookDialogKind; onClose: () => void };

/** The dialog that was asked for. A secret lives in this component's state alone. */
export function WebhookDialogs({ scope, dialog, onClose }: Props) {
  const [secret, setSecret] = useState<string | null>(null);
  if (secret === null && dialog.kind === "delete")
    return <DeleteWebhook {...{ scope, onClose }} webhook={dialog.webhook} />;
  if (secret === null && dialog.kind === "secret")
    return <ReplaceSecret {...{ scope, onClose }} webhook={dialog.webhook} onSecret={setSecret} />;
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent dismissable={secret === null}>
        {secret === null ? (
          <WebhookForm
            scope={scope}
            webhook={dialog.kind === "edit" ? dialog.webhook : null}
            onSecret={setSecret}
            onDone={onClose}
          />
        ) : (
          <RevealSecret secret={secret} onDone={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}

type OneProps = { scope: DeliveryScope; webhook: WebhookView; onClose: () => void };

function DeleteWebhook({ scope: { organizationId, actions }, webhook, onClose }: OneProps) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title="Delete this webhook?"
      text={`Nothing more is sent to ${webhook.url}. What was still to be sent goes with it, and so does its part of the log.`}
      label="Delete webhook"
      run={() => actions.deleteWebhook(organizationId, { id: webhook.id })}
      onDone={() => {
        toast.success("The webhook is deleted");
        onClose();
        router.refresh();
      }}
      onClose={onClose}
    />
  );
}

function ReplaceSecret({
  scope: { organizationId, actions },
  webhook,
  onClose,
  onSecret,
}: OneProps & { onSecret: (secret: string) => void }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title="Replace the signing secret?"
      text={`For 24 hours messages to ${webhook.url} are signed with both secrets, so that the receiver can change over. After that, with the new one alone.`}
      label="Replace secret"
      run={async () => {
        const result = await actions.rotateWebhookSecret(organizationId, { id: webhook.id });
        if (result.ok) onSecret(result.data.secret);
        return result;
      }}
      onDone={() => router.refresh()}
      onClose={onClose}
    />
  );
}
