"use client";

import { KeyRound, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { Badge } from "@/components/ui/badge";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { RelativeTime } from "@/components/ui/relative-time";
import { DeleteItem, EditItem, RowMenu } from "@/components/ui/row-menu";
import { Switch } from "@/components/ui/switch";
import { TableCell, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import type { WebhookView } from "@/lib/notices/schema";
import type { DeliveryScope } from "./scope";
import { StatusBadge } from "./status-badge";
import { useWebhookTest } from "./use-webhook-test";
import type { WebhookDialogKind } from "./webhook-dialogs";

type Props = {
  scope: DeliveryScope;
  webhook: WebhookView;
  onDialog: (dialog: WebhookDialogKind) => void;
};

/** One webhook: its address, what came of its last message, its switch and menu. */
export function WebhookRow({ scope, webhook, onDialog }: Props) {
  const { url, createdByName, formerSecretUntil, last } = webhook;
  const { pending, send } = useWebhookTest(scope, webhook);
  return (
    <TableRow>
      <TableCell className="w-full min-w-40 max-w-0">
        <div className="truncate font-mono text-xs" title={url}>
          {url}
        </div>
        <div className="truncate text-muted text-xs">
          Added by {createdByName}
          {formerSecretUntil && (
            <>
              , the former secret signs too: <RelativeTime value={formerSecretUntil} />
            </>
          )}
        </div>
      </TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">
        {last ? (
          <span className="flex items-center gap-2 text-muted" title={last.result ?? undefined}>
            <StatusBadge status={last.status} /> <RelativeTime value={last.createdAt} />
          </span>
        ) : (
          <Badge>None yet</Badge>
        )}
      </TableCell>
      <TableCell>
        <WebhookSwitch scope={scope} webhook={webhook} />
      </TableCell>
      <TableCell className="text-right">
        <RowMenu of={url} pending={pending}>
          <DropdownMenuItem onSelect={send}>
            <Send aria-hidden /> Send a test
          </DropdownMenuItem>
          <EditItem onSelect={() => onDialog({ kind: "edit", webhook })} />
          <DropdownMenuItem onSelect={() => onDialog({ kind: "secret", webhook })}>
            <KeyRound aria-hidden /> Replace secret
          </DropdownMenuItem>
          <DeleteItem onSelect={() => onDialog({ kind: "delete", webhook })} />
        </RowMenu>
      </TableCell>
    </TableRow>
  );
}

function WebhookSwitch({ scope, webhook }: Pick<Props, "scope" | "webhook">) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const { organizationId, actions } = scope;
  const { id, url, enabled } = webhook;
  const toggle = async (enabled: boolean) => {
    setPending(true);
    const result = await callAction(() => actions.updateWebhook(organizationId, { id, enabled }));
    setPending(false);
    if (!result.ok) toast.error("The webhook was not changed", { description: result.error.message });
    router.refresh();
  };
  return (
    <Switch
      checked={enabled}
      disabled={pending}
      onCheckedChange={(on) => void toggle(on)}
      aria-label={`Enabled: ${url}`}
    />
  );
}
