"use client";

import Link from "next/link";
import { KeyConsumption } from "@/components/limits/key-consumption";
import { hasConsumption } from "@/components/limits/meters";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableCell, TableRow } from "@/components/ui/table";
import type { KeyView, ReadKey } from "@/lib/keys/schema";
import { EnabledSwitch } from "./enabled-switch";
import { Expires } from "./expires";
import { KeyBadges } from "./key-badges";
import type { KeyDialog } from "./key-dialog";
import { KeyMenu } from "./key-menu";
import { keyPath } from "./key-path";
import { useKeysScope } from "./keys-context";
import { LastUsed } from "./last-used";
import { StatusBadge } from "./status-badge";
import { Succession } from "./succession";

type Props = { apiKey: ReadKey; nowMs: number; onOpen: (dialog: KeyDialog) => void };

/** One key. On a phone the columns in the middle fold into the first one. */
export function KeyRow({ apiKey, nowMs, onOpen }: Props) {
  const { projectId, canWrite } = useKeysScope();
  const writable = canWrite && apiKey.status !== "revoked";
  return (
    <TableRow>
      <TableCell className="w-full max-w-0 min-w-40 xl:min-w-48">
        <div className="truncate font-medium">
          <Link
            href={keyPath(projectId, apiKey.id)}
            prefetch={false}
            title={apiKey.note}
            className="rounded-sm underline-offset-2 hover:underline"
          >
            {apiKey.note}
          </Link>
        </div>
        <div className="flex min-w-0 items-center gap-2">
          <code className="text-xs text-muted">{apiKey.displaySecret}</code>
          <KeyBadges apiKey={apiKey} />
        </div>
        <Succession apiKey={apiKey} />
        <div className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted md:hidden">
          <StatusBadge status={apiKey.status} />
          <Used apiKey={apiKey} />
        </div>
        {hasConsumption(apiKey, apiKey.consumption) && (
          <div className="mt-1.5 max-w-56 md:hidden">
            <KeyConsumption limits={apiKey} used={apiKey.consumption} />
          </div>
        )}
      </TableCell>
      <TableCell className="max-md:hidden">
        <StatusBadge status={apiKey.status} />
      </TableCell>
      <TableCell className="min-w-38 max-md:hidden">
        <KeyConsumption limits={apiKey} used={apiKey.consumption} />
      </TableCell>
      <TableCell className="whitespace-nowrap max-xl:hidden">
        <RelativeTime value={apiKey.createdAt} />
        <div className="max-w-36 truncate text-xs text-muted">by {apiKey.createdByName}</div>
      </TableCell>
      <TableCell className="max-md:hidden">
        <LastUsed apiKey={apiKey} />
      </TableCell>
      <TableCell className="whitespace-nowrap max-md:hidden">
        <Expires apiKey={apiKey} nowMs={nowMs} />
      </TableCell>
      {canWrite && <TableCell>{writable && <EnabledSwitch apiKey={apiKey} />}</TableCell>}
      <TableCell className="text-right">
        <KeyMenu apiKey={apiKey} onOpen={onOpen} />
      </TableCell>
    </TableRow>
  );
}

function Used({ apiKey }: { apiKey: KeyView }) {
  if (apiKey.lastUsedAt === null) return <span>Never used</span>;
  return (
    <span>
      Used <RelativeTime value={apiKey.lastUsedAt} />
    </span>
  );
}
