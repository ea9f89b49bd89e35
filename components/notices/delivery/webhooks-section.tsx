"use client";

import { Plus, Webhook } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { MAX_WEBHOOKS } from "@/lib/notices/schema";
import type { DeliveryScope } from "./scope";
import type { WebhookDialogKind } from "./webhook-dialogs";
import { WebhookRow } from "./webhook-row";

const loadDialogs = () => import("./webhook-dialogs").then((module) => module.WebhookDialogs);
const WebhookDialogs = dynamic(loadDialogs, { ssr: false });

/** The addresses that notices are posted to. */
export function WebhooksSection(scope: DeliveryScope) {
  const { webhooks } = scope;
  const [dialog, setDialog] = useState<WebhookDialogKind | null>(null);
  const add = (
    <Button onClick={() => setDialog({ kind: "add" })} onPointerEnter={() => void loadDialogs()}>
      <Plus aria-hidden /> Add webhook
    </Button>
  );
  return (
    <section aria-labelledby="webhooks">
      <div className="mb-3 flex items-center justify-between gap-3">
        <h2 id="webhooks" className="font-semibold text-base">
          Webhooks
        </h2>
        {webhooks.length > 0 && webhooks.length < MAX_WEBHOOKS && add}
      </div>
      {webhooks.length === 0 ? (
        <EmptyState
          icon={<Webhook />}
          title="No webhooks"
          text="Gatehouse posts each notice as signed JSON to an address of yours: a chat's relay, an on-call tool, a function of your own."
          action={add}
          className="py-10"
        />
      ) : (
        <Table aria-label="Webhooks">
          <TableHeader>
            <TableRow>
              <TableHead>Address</TableHead>
              <TableHead className="max-sm:hidden">Last message</TableHead>
              <TableHead>Enabled</TableHead>
              <TableHead>
                <span className="sr-only">Actions</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {webhooks.map((webhook) => (
              <WebhookRow key={webhook.id} scope={scope} webhook={webhook} onDialog={setDialog} />
            ))}
          </TableBody>
        </Table>
      )}
      {dialog && <WebhookDialogs scope={scope} dialog={dialog} onClose={() => setDialog(null)} />}
    </section>
  );
}
