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
  EditCredentialDialog,
  preloadCreateCredentialDialog,
} from "./credential-dialogs";
import { CredentialsProvider, type CredentialsScope } from "./credentials-context";
import { CredentialsTable } from "./credentials-table";
import { NoCredentials } from "./empty-credentials";

type Props = { scope: CredentialsScope; credentials: CredentialView[] };
type Opened = { dialog: "edit" | "delete"; credential: CredentialView };

/** The LLM keys page: the list, which the server renders, and the dialogs that it opens. */
export function CredentialsPage({ scope, credentials }: Props) {
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const refresh = () => router.refresh();
  const close = () => setOpened(null);
  // What the server renders anew while a dialog is open, such as another dependent, belongs into it.
  const shown = credentials.find(({ id }) => id === opened?.credential.id) ?? opened?.credential;

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
        <CredentialsTable
          credentials={credentials}
          onEdit={(credential) => setOpened({ dialog: "edit", credential })}
          onDelete={(credential) => setOpened({ dialog: "delete", credential })}
        />
      )}
      {creating && <CreateCredentialDialog onClose={() => setCreating(false)} onCreated={refresh} />}
      {opened?.dialog === "edit" && shown && (
        <EditCredentialDialog credential={shown} onClose={close} onSaved={refresh} />
      )}
      {opened?.dialog === "delete" && shown && (
        <DeleteCredentialDialog credential={shown} onClose={close} onChanged={refresh} />
      )}
    </CredentialsProvider>
  );
}
