"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableCell, TableRow } from "@/components/ui/table";
import type { EndpointView } from "@/lib/endpoints/schema";
import { type EndpointActions, EndpointMenu } from "./endpoint-menu";
import { FallbackList, TargetList } from "./target-list";

type Props = EndpointActions & { endpoint: EndpointView };

/** One endpoint. On a phone its targets and fallbacks fold into the first column. */
export function EndpointRow({ endpoint, ...actions }: Props) {
  const { slug, targets, fallbacks, timeoutMs } = endpoint;
  return (
    <TableRow className="align-top">
      <TableCell className="w-full min-w-44 max-w-0 py-2.5 md:w-1/4">
        <div className="flex items-center gap-1">
          <code className="truncate font-medium font-mono" title={slug}>
            {slug}
          </code>
          <CopyButton value={slug} label={`Copy slug ${slug}`} className="-my-1" />
        </div>
        <div className="mt-2 grid gap-2 md:hidden">
          <TargetList targets={targets} />
        </div>
        {fallbacks.length > 0 && (
          <div className="mt-2 text-xs lg:hidden">
            <div className="text-muted">Then, when one fails:</div>
            <FallbackList fallbacks={fallbacks} />
          </div>
        )}
      </TableCell>
      <TableCell className="w-2/5 min-w-64 max-w-0 pt-4 pb-2.5 max-md:hidden">
        <TargetList targets={targets} />
      </TableCell>
      <TableCell className="w-1/4 min-w-44 max-w-0 pt-3 pb-2.5 max-lg:hidden">
        <FallbackList fallbacks={fallbacks} />
      </TableCell>
      <TableCell className="whitespace-nowrap pt-3 max-xl:hidden">
        {timeoutMs === null ? <span className="text-faint">Default</span> : `${timeoutMs / 1000} s`}
      </TableCell>
      <TableCell className="whitespace-nowrap pt-3 max-lg:hidden">
        <RelativeTime value={endpoint.updatedAt} />
      </TableCell>
      <TableCell className="pt-2 text-right">
        <EndpointMenu endpoint={endpoint} {...actions} />
      </TableCell>
    </TableRow>
  );
}
