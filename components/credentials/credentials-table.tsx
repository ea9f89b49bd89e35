"use client";

import { Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CredentialView } from "@/lib/credentials/schema";
import { useCredentialsScope } from "./credentials-context";
import { ModelList } from "./model-list";
import { hostOf, PROVIDER_LABELS } from "./providers";

type Props = { credentials: CredentialView[]; onDelete: (credential: CredentialView) => void };

/** The credentials of a project. On a phone the columns in the middle fold into the first one. */
export function CredentialsTable({ credentials, onDelete }: Props) {
  const { canWrite } = useCredentialsScope();
  return (
    <Table aria-label="LLM keys">
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead className="max-md:hidden">Provider</TableHead>
          <TableHead className="max-sm:hidden">Models</TableHead>
          <TableHead className="max-md:hidden">Last used</TableHead>
          <TableHead className="max-xl:hidden">Created</TableHead>
          {canWrite && (
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {credentials.map((credential) => (
          <TableRow key={credential.id}>
            <TableCell className="w-full min-w-44 max-w-0">
              <div className="truncate font-medium" title={credential.name}>
                {credential.name}
              </div>
              <code className="font-mono text-muted text-xs">{credential.hint}</code>
              <div className="mt-1 truncate text-muted text-xs md:hidden">{hostOf(credential.baseUrl)}</div>
              <div className="mt-1 sm:hidden">
                <ModelList models={credential.models} />
              </div>
            </TableCell>
            <TableCell className="whitespace-nowrap max-md:hidden">
              {PROVIDER_LABELS[credential.provider]}
              <div className="max-w-48 truncate text-muted text-xs" title={credential.baseUrl}>
                {hostOf(credential.baseUrl)}
              </div>
            </TableCell>
            <TableCell className="max-sm:hidden">
              <ModelList models={credential.models} />
            </TableCell>
            <TableCell className="whitespace-nowrap max-md:hidden">
              {credential.lastUsedAt ? (
                <RelativeTime value={credential.lastUsedAt} />
              ) : (
                <span className="text-faint">Never</span>
              )}
            </TableCell>
            <TableCell className="whitespace-nowrap max-xl:hidden">
              <RelativeTime value={credential.createdAt} />
              <div className="max-w-36 truncate text-muted text-xs">by {credential.createdByName}</div>
            </TableCell>
            {canWrite && (
              <TableCell className="text-right">
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Delete ${credential.name}`}
                  onClick={() => onDelete(credential)}
                >
                  <Trash2 aria-hidden />
                </Button>
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
