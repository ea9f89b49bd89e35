"use client";

import { Lock, PlugZap } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useCredentialsScope } from "./credentials-context";

/** What a project without credentials shows: what one is for. */
export function NoCredentials({ onCreate }: { onCreate: () => void }) {
  const { canWrite } = useCredentialsScope();
  return (
    <EmptyState
      icon={<PlugZap />}
      title="No LLM keys yet"
      text="Store a provider's API key here once. Calls with this project's API keys are forwarded with it, and applications never see it. It is sealed before it is stored and cannot be read back."
      action={
        canWrite && (
          <Button variant="primary" onClick={onCreate}>
            Add your first LLM key
          </Button>
        )
      }
    />
  );
}

/** What a role that may not read credentials sees. */
export function HiddenCredentials() {
  return (
    <EmptyState
      icon={<Lock />}
      title="Your role does not show LLM keys"
      text="Members, admins and owners of the organization can see which providers this project calls. Ask one of them if you need to know."
    />
  );
}
