"use client";

import { Lock, Route } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useEndpointsScope } from "./endpoints-context";

const WHAT_FOR =
  "An endpoint is a model name of your own. Applications pass its slug as their model; you decide here which models serve it, in which shares, and what is tried when one fails. Change it any time without touching an application.";

/** What a project without endpoints shows: what one is for. */
export function NoEndpoints({ onCreate }: { onCreate: () => void }) {
  const { canWrite } = useEndpointsScope();
  return (
    <EmptyState
      icon={<Route />}
      title="No endpoints yet"
      text={
        <>
          <p>{WHAT_FOR}</p>
          <p className="mt-2">
            You can do without: <code className="font-mono">openai/gpt-4o</code> or a model’s plain name works
            as well.
          </p>
        </>
      }
      action={
        canWrite && (
          <Button variant="primary" onClick={onCreate}>
            Create your first endpoint
          </Button>
        )
      }
    />
  );
}

/** What a project without credentials shows: an endpoint has nowhere to lead. */
export function NoCredentials() {
  const { canWrite, credentialsHref } = useEndpointsScope();
  return (
    <EmptyState
      icon={<Route />}
      title="Add an LLM key first"
      text={WHAT_FOR}
      action={
        canWrite && (
          <Button variant="primary" asChild>
            <Link href={credentialsHref}>Go to LLM keys</Link>
          </Button>
        )
      }
    />
  );
}

/** What a role that may not read endpoints sees. */
export function HiddenEndpoints() {
  return (
    <EmptyState
      icon={<Lock />}
      title="Your role does not show endpoints"
      text="Members, admins and owners of the organization can see where this project’s calls go. Ask one of them if you need to know."
    />
  );
}
