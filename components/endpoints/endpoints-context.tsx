"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { CreateEndpointInput, EndpointView, UpdateEndpointInput } from "@/lib/endpoints/schema";
import type { ActionResult } from "@/lib/http";

type Action<I, T> = (projectId: string, input: I) => Promise<ActionResult<T>>;

/** A credential that targets can name, and the models to suggest for it. */
export type CredentialOption = { id: string; name: string; providerLabel: string; models: string[] };

export type EndpointsScope = {
  projectId: string;
  /** The address that applications call, without a path. */
  origin: string;
  /** The project's credentials by name. */
  credentials: CredentialOption[];
  /** Where credentials are added. */
  credentialsHref: string;
  /** Whether to offer what changes endpoints. The verbs decide, whatever this says. */
  canWrite: boolean;
  /** The server actions of the endpoints page. */
  actions: {
    createEndpoint: Action<CreateEndpointInput, EndpointView>;
    updateEndpoint: Action<UpdateEndpointInput, EndpointView>;
    deleteEndpoint: Action<{ id: string }, EndpointView>;
  };
};

const Scope = createContext<EndpointsScope | null>(null);

export function EndpointsProvider({ scope, children }: { scope: EndpointsScope; children: ReactNode }) {
  return <Scope value={scope}>{children}</Scope>;
}

/** What every part of the endpoints page knows. */
export function useEndpointsScope(): EndpointsScope {
  const scope = useContext(Scope);
  if (!scope) throw new Error("useEndpointsScope needs an EndpointsProvider above it");
  return scope;
}
