"use client";

import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { toast } from "@/components/ui/toast";
import type { WebhookView } from "@/lib/notices/schema";
import type { DeliveryScope } from "./scope";

/** Sends a message of the type `test` to a webhook, and says what came of it. */
export function useWebhookTest({ organizationId, actions }: DeliveryScope, { id }: WebhookView) {
  const [pending, setPending] = useState(false);
  const send = async () => {
    setPending(true);
    const result = await callAction(() => actions.testWebhook(organizationId, { id }));
    setPending(false);
    if (!result.ok) return toast.error("No test was sent", { description: result.error.message });
    const { ok, result: words, tookMs } = result.data;
    if (ok) toast.success("The test arrived", { description: `${words.slice(0, -1)} after ${tookMs} ms.` });
    else toast.error("The test did not arrive", { description: words });
  };
  return { pending, send: () => void send() };
}
