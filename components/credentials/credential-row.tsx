"use client";

import { RelativeTime } from "@/components/ui/relative-time";
import { TableCell, TableRow } from "@/components/ui/table";
import type { CredentialView } from "@/lib/credentials/schema";
import { providerOf } from "@/lib/providers/schema";
import { hostOf } from "./addresses";
import { CredentialMenu } from "./credential-menu";
import { useCredentialsScope } from "./credentials-context";
import { Dependents } from "./dependents";
import { ModelList } from "./model-list";
import { ProviderIcon } from "./provider-icon";

type Props = { credential: CredentialView; onEdit: () => void; onDelete: () => void };

/** One credential. On a phone the columns in the middle fold into the first one. */
export function CredentialRow({ credential, onEdit, onDelete }: Props) {
  const { canWrite } = useCredentialsScope();
  const { name, provider, hint, baseUrl, dependents } = credential;
  const { label } = providerOf(provider);
  return (
    <TableRow>
      <TableCell className="w-full min-w-48 max-w-0">
        <div className="flex items-start gap-3">
          <ProviderIcon provider={provider} className="mt-1" />
          <div className="min-w-0 flex-1">
            <div className="truncate font-medium" title={name}>
              {name}
            </div>
            <div className="flex items-baseline gap-1.5 text-muted text-xs">
              <span className="truncate md:hidden">{label}</span>
              {hint && hint !== "none" && <code className="shrink-0 font-mono">{hint}</code>}
            </div>
            <div className="flex flex-col items-start gap-1 text-xs lg:hidden">
              <div className="mt-1.5 sm:hidden">
                <ModelList credential={credential} />
              </div>
              {dependents.length > 0 && <Dependents credential={credential} />}
              <div className="sm:hidden">
                <LastUsed credential={credential} prefix />
              </div>
            </div>
          </div>
        </div>
      </TableCell>
      <TableCell className="max-md:hidden">
        <span className="whitespace-nowrap">{label}</span>
        <div className="max-w-44 truncate text-muted text-xs" title={baseUrl}>
          {hostOf(baseUrl)}
        </div>
      </TableCell>
      <TableCell className="max-sm:hidden">
        <ModelList credential={credential} />
      </TableCell>
      <TableCell className="whitespace-nowrap max-lg:hidden">
        <Dependents credential={credential} />
      </TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">
        <LastUsed credential={credential} />
      </TableCell>
      <TableCell className="whitespace-nowrap max-xl:hidden">
        <RelativeTime value={credential.createdAt} />
        <div className="max-w-32 truncate text-muted text-xs">by {credential.createdByName}</div>
      </TableCell>
      <TableCell className="whitespace-nowrap max-xl:hidden">
        <RelativeTime value={credential.updatedAt} />
      </TableCell>
      {canWrite && (
        <TableCell className="text-right">
          <CredentialMenu credential={credential} onEdit={onEdit} onDelete={onDelete} />
        </TableCell>
      )}
    </TableRow>
  );
}

function LastUsed({ credential, prefix }: { credential: CredentialView; prefix?: boolean }) {
  if (!credential.lastUsedAt) return <span className="text-faint">{prefix ? "Never used" : "Never"}</span>;
  return (
    <span className={prefix ? "text-muted" : undefined}>
      {prefix && "Used "}
      <RelativeTime value={credential.lastUsedAt} />
    </span>
  );
}
