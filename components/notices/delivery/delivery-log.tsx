"use client";

import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLinks } from "@/components/ui/page-links";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { DELIVERY_STATUSES, type DeliveryStatus } from "@/lib/notices/schema";
import { DeliveryRow } from "./delivery-row";
import type { DeliveryScope } from "./scope";
import { STATUS_LABELS } from "./status-badge";
import { useRefreshWhile } from "./use-refresh-while";

/** What was sent, and what is still to be. */
export function DeliveryLog(scope: DeliveryScope) {
  const { page, filter } = scope;
  useRefreshWhile(page.deliveries.some(({ status }) => status === "pending"));
  return (
    <section aria-labelledby="deliveries">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="deliveries" className="font-semibold text-base">
          Deliveries
        </h2>
        <StatusFilter chosen={filter.status} />
      </div>
      {page.deliveries.length === 0 ? (
        <EmptyState
          title={filter.status ? "None of these" : "Nothing was sent yet"}
          text="Each notice on its way to a webhook or a person is listed here, with what came of it."
          className="py-10"
        />
      ) : (
        <Table aria-label="Deliveries">
          <TableHeader>
            <TableRow>
              <TableHead>Notice</TableHead>
              <TableHead className="max-sm:hidden">Status</TableHead>
              <TableHead className="max-md:hidden">Told</TableHead>
              <TableHead>
                <span className="sr-only">Actions</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {page.deliveries.map((delivery) => (
              <DeliveryRow key={delivery.id} scope={scope} delivery={delivery} />
            ))}
          </TableBody>
        </Table>
      )}
      <PageLinks
        newest={filter.isFirst ? null : addressOf(filter.status)}
        older={page.next && addressOf(filter.status, page.next)}
      />
    </section>
  );
}

function addressOf(status?: DeliveryStatus, before?: string): string {
  const query = new URLSearchParams({ ...(status && { status }), ...(before && { before }) });
  return `?${query}#deliveries`;
}

function StatusFilter({ chosen }: { chosen?: DeliveryStatus }) {
  return (
    <nav aria-label="Filter deliveries" className="flex gap-1">
      {[undefined, ...DELIVERY_STATUSES].map((status) => (
        <Link
          key={status ?? "all"}
          href={addressOf(status)}
          scroll={false}
          aria-current={status === chosen ? "page" : undefined}
          className={cn(
            "rounded-md px-2 py-1 text-muted text-sm hover:bg-hover",
            status === chosen && "bg-hover font-medium text-ink",
          )}
        >
          {status ? STATUS_LABELS[status] : "All"}
        </Link>
      ))}
    </nav>
  );
}
