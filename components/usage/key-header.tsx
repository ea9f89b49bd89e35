"use client";

import { ChevronLeft, Pencil } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { EnabledSwitch } from "@/components/keys/enabled-switch";
import { Expires } from "@/components/keys/expires";
import { KeyBadges } from "@/components/keys/key-badges";
import type { KeyDialog } from "@/components/keys/key-dialog";
import { KeyMenu } from "@/components/keys/key-menu";
import { useKeysScope } from "@/components/keys/keys-context";
import { StatusBadge } from "@/components/keys/status-badge";
import { Succession } from "@/components/keys/succession";
import { apiAccessPages } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyView } from "@/lib/keys/schema";

type Props = { apiKey: KeyView; nowMs: number; onOpen: (dialog: KeyDialog) => void };

/** Which key this is, and what can be done with it. */
export function KeyHeader({ apiKey, nowMs, onOpen }: Props) {
  const { projectId, canWrite } = useKeysScope();
  const writable = canWrite && apiKey.status !== "revoked";
  return (
    <>
      <Link
        href={apiAccessPages(projectId)[0]!.href}
        className="mb-2 -ml-1 inline-flex items-center gap-0.5 rounded-sm text-muted text-xs hover:text-ink max-lg:hidden"
      >
        <ChevronLeft className="size-3.5" aria-hidden="true" /> API keys
      </Link>
      <PageHeader
        title={apiKey.note}
        description={<Facts apiKey={apiKey} nowMs={nowMs} />}
        actions={
          <>
            {writable && (
              <span className="mr-2 flex items-center gap-2 text-muted text-sm">
                <span aria-hidden="true">Enabled</span>
                <EnabledSwitch apiKey={apiKey} />
              </span>
            )}
            {writable && (
              <Button onClick={() => onOpen("edit")}>
                <Pencil aria-hidden /> Edit
              </Button>
            )}
            <KeyMenu apiKey={apiKey} onOpen={onOpen} />
          </>
        }
      />
    </>
  );
}

function Facts({ apiKey, nowMs }: Pick<Props, "apiKey" | "nowMs">) {
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <StatusBadge status={apiKey.status} />
      <code className="text-xs">{apiKey.displaySecret}</code>
      <KeyBadges apiKey={apiKey} />
      <Succession apiKey={apiKey} />
      <Fact name="Created">
        <RelativeTime value={apiKey.createdAt} /> by {apiKey.createdByName}
      </Fact>
      {apiKey.deletedAt ? (
        <Fact name="Deleted">
          <RelativeTime value={apiKey.deletedAt} />
        </Fact>
      ) : (
        <Fact name="Expires">
          <Expires apiKey={apiKey} nowMs={nowMs} />
        </Fact>
      )}
    </div>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <span>
    <span className="text-faint">{name}</span> {children}
  </span>
);
