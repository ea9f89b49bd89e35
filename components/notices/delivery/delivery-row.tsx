"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableCell, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import type { DeliveryView } from "@/lib/notices/schema";
import type { DeliveryScope } from "./scope";
import { StatusBadge } from "./status-badge";

type Props = { scope: DeliveryScope; delivery: DeliveryView };

/** One notice on its way to one receiver. */
export function DeliveryRow({ scope, delivery }: Props) {
  const { target, notice, status, createdAt } = delivery;
  return (
    <TableRow>
      <TableCell className="w-full min-w-32 max-w-0">
        <div className="truncate" title={notice.title}>
          {notice.title}
        </div>
        <div className="truncate text-muted text-xs" title={target}>
          to {target}
        </div>
      </TableCell>
      <TableCell className="min-w-32 max-w-64">
        <StatusBadge status={status} />
        <div className="mt-1 text-pretty text-muted text-xs">
          <Progress delivery={delivery} />
        </div>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-md:hidden">
        <RelativeTime value={createdAt} />
      </TableCell>
      <TableCell className="text-right">
        <SendAgain scope={scope} delivery={delivery} />
      </TableCell>
    </TableRow>
  );
}

/** What came of the attempts, and when the next one is. */
function Progress({ delivery: { status, attempts, result, nextAttemptAt } }: Pick<Props, "delivery">) {
  if (status === "pending" && attempts === 0) return "On its way.";
  const tries = `${attempts} ${attempts === 1 ? "attempt" : "attempts"}`;
  return (
    <>
      {result} {status !== "delivered" && `${tries}. `}
      {status === "pending" && nextAttemptAt && (
        <>
          Next: <RelativeTime value={nextAttemptAt} />
        </>
      )}
    </>
  );
}

function SendAgain({ scope: { organizationId, actions }, delivery: { id, notice, target, status } }: Props) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const label = status === "pending" ? "Send now" : "Send again";
  const send = async () => {
    setPending(true);
    const result = await callAction(() => actions.redeliver(organizationId, { id }));
    setPending(false);
    if (!result.ok) toast.error("It was not sent", { description: result.error.message });
    else toast.success("It is on its way");
    router.refresh();
  };
  return (
    <Button
      variant="ghost"
      size="sm"
      pending={pending}
      onClick={() => void send()}
      aria-label={`${label}: ${notice.title} to ${target}`}
    >
      {label}
    </Button>
  );
}
