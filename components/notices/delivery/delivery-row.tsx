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
  const { target, notice, createdAt } = delivery;
  return (
    <TableRow>
      <TableCell className="w-full min-w-40 max-w-0">
        <div className="truncate" title={notice.title}>
          {notice.title}
        </div>
        <div className="truncate text-muted text-xs" title={target}>
          to {target}
        </div>
        <div className="mt-1.5 sm:hidden">
          <Progress delivery={delivery} />
        </div>
      </TableCell>
      <TableCell className="min-w-60 max-sm:hidden">
        <Progress delivery={delivery} />
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
function Progress({ delivery }: Pick<Props, "delivery">) {
  const { status, attempts, result, nextAttemptAt } = delivery;
  const tries = `${attempts} ${attempts === 1 ? "attempt" : "attempts"}`;
  return (
    <>
      <StatusBadge status={status} />
      <div className="mt-1 text-pretty text-muted text-xs">
        {status === "pending" && attempts === 0 ? "On its way." : result}
        {status !== "delivered" && attempts > 0 && ` ${tries}`}
        {status === "pending" && attempts > 0 && nextAttemptAt && (
          <>
            , the next <RelativeTime value={nextAttemptAt} />
          </>
        )}
      </div>
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
