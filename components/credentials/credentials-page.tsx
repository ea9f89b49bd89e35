"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import type { CredentialView } from "@/lib/credentials/schema";
import {
  CreateCredentialDialog,
  DeleteCredentialDialog,
  preloadCreateCredentialDialog,
} from "./credential-dialogs";
import { CredentialsProvider, type CredentialsScope } from "./credentials-context";
import { CredentialsTable } from "./credentials-table";
import { NoCredentials } from "./empty-credentials";

type Props = { scope: CredentialsScope; credentials: CredentialView[] };

/** The LLM keys page: the list, which the server renders, and the dialogs that it opens. */
export function CredentialsPage({ scope, credentials }: Props) {
  const router = useRouter();
  const [creating, setCreating] = useState<boolean | "never">("never");
  const [deleting, setDeleting] = useState<CredentialView | null>(null);
  const refresh = () => router.refresh();

  return (
    <CredentialsProvider scope={scope}>
      <PageHeader
        title="LLM keys"
        description="The provider credentials that this project's calls are forwarded with."
        actions={
          scope.canWrite && (
            <Button
              variant="primary"
              onClick={() => setCreating(true)}
              onPointerEnter={preloadCreateCredentialDialog}
            >
              <Plus aria-hidden /> Add LLM key
            </Button>
          )
        }
      />
      {credentials.length === 0 ? (
        <NoCredentials onCreate={() => setCreating(true)} />
      ) : (
        <CredentialsTable credentials={credentials} onDelete={setDeleting} />
      )}
      {creating !== "never" && (
        <CreateCredentialDialog open={creating} onClose={() => setCreating(false)} onCreated={refresh} />
      )}
      {deleting && (
        <DeleteCredentialDialog credential={deleting} onClose={() => setDeleting(null)} onDeleted={refresh} />
      )}
    </CredentialsProvider>
  );
}
