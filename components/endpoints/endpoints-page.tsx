"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import type { EndpointView } from "@/lib/endpoints/schema";
import { CallEndpointDialog } from "./call-endpoint";
import { CreateEndpointDialog } from "./create-endpoint-dialog";
import { DeleteEndpointDialog } from "./delete-endpoint-dialog";
import { EditEndpointDialog } from "./edit-endpoint-dialog";
import { NoCredentials, NoEndpoints } from "./empty-endpoints";
import { EndpointsProvider, type EndpointsScope } from "./endpoints-context";
import { EndpointsTable } from "./endpoints-table";

type Props = { scope: EndpointsScope; endpoints: EndpointView[] };
type Opened = { dialog: "call" | "edit" | "delete"; endpoint: EndpointView };

/** The endpoints page: the list, which the server renders, and the dialogs that it opens. */
export function EndpointsPage({ scope, endpoints }: Props) {
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = (dialog: Opened["dialog"], endpoint: EndpointView) => () => setOpened({ dialog, endpoint });
  const close = () => setOpened(null);
  const refresh = () => router.refresh();
  const hasCredentials = scope.credentials.length > 0;

  return (
    <EndpointsProvider scope={scope}>
      <PageHeader
        title="Endpoints"
        description="Model names of your own: each leads to one or more models, with weights and fallbacks."
        actions={
          scope.canWrite &&
          hasCredentials && (
            <Button variant="primary" onClick={() => setCreating(true)}>
              <Plus aria-hidden /> Create endpoint
            </Button>
          )
        }
      />
      {endpoints.length > 0 ? (
        <EndpointsTable
          endpoints={endpoints}
          actionsOf={(endpoint) => ({
            onCall: open("call", endpoint),
            onEdit: open("edit", endpoint),
            onDelete: open("delete", endpoint),
          })}
        />
      ) : hasCredentials ? (
        <NoEndpoints onCreate={() => setCreating(true)} />
      ) : (
        <NoCredentials />
      )}
      <CreateEndpointDialog open={creating} onClose={() => setCreating(false)} onCreated={refresh} />
      {opened?.dialog === "call" && <CallEndpointDialog slug={opened.endpoint.slug} onClose={close} />}
      {opened?.dialog === "edit" && (
        <EditEndpointDialog endpoint={opened.endpoint} onClose={close} onSaved={refresh} />
      )}
      {opened?.dialog === "delete" && (
        <DeleteEndpointDialog endpoint={opened.endpoint} onClose={close} onDeleted={refresh} />
      )}
    </EndpointsProvider>
  );
}
