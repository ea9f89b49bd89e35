"use client";

import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { CredentialView } from "@/lib/credentials/schema";
import { CredentialRow } from "./credential-row";
import { useCredentialsScope } from "./credentials-context";

type Props = {
  credentials: CredentialView[];
  onEdit: (credential: CredentialView) => void;
  onDelete: (credential: CredentialView) => void;
};

/** The credentials of a project. */
export function CredentialsTable({ credentials, onEdit, onDelete }: Props) {
  const { canWrite } = useCredentialsScope();
  return (
    <Table aria-label="LLM keys">
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead className="max-md:hidden">Provider</TableHead>
          <TableHead className="max-sm:hidden">Models</TableHead>
          <TableHead className="max-lg:hidden">Used by</TableHead>
          <TableHead className="max-sm:hidden">Last used</TableHead>
          <TableHead className="max-xl:hidden">Created</TableHead>
          <TableHead className="max-xl:hidden">Updated</TableHead>
          {canWrite && (
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {credentials.map((credential) => (
          <CredentialRow
            key={credential.id}
            credential={credential}
            onEdit={() => onEdit(credential)}
            onDelete={() => onDelete(credential)}
          />
        ))}
      </TableBody>
    </Table>
  );
}
