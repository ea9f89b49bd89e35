"use client";

import { createContext, type ReactNode, useContext } from "react";
import type {
  ConnectionTest,
  CreateCredentialInput,
  CredentialView,
  DeleteCredentialInput,
  UpdateCredentialInput,
} from "@/lib/credentials/schema";
import type { ActionResult } from "@/lib/http";
import type { ProviderId } from "@/lib/providers/schema";

type Action<I, T> = (projectId: string, input: I) => Promise<ActionResult<T>>;

export type CredentialsScope = {
  projectId: string;
  /** Whether to offer what changes credentials. The verbs decide, whatever this says. */
  canWrite: boolean;
  /** How many models the catalogue knows of each provider. */
  defaultModelCounts: Record<ProviderId, number>;
  /** The server actions of the LLM keys page. */
  actions: {
    createCredential: Action<CreateCredentialInput, CredentialView>;
    updateCredential: Action<UpdateCredentialInput, CredentialView>;
    deleteCredential: Action<DeleteCredentialInput, CredentialView>;
    testConnection: Action<CreateCredentialInput | UpdateCredentialInput, ConnectionTest>;
  };
};

const Scope = createContext<CredentialsScope | null>(null);

export function CredentialsProvider({ scope, children }: { scope: CredentialsScope; children: ReactNode }) {
  return <Scope value={scope}>{children}</Scope>;
}

/** What every part of the LLM keys page knows. */
export function useCredentialsScope(): CredentialsScope {
  const scope = useContext(Scope);
  if (!scope) throw new Error("useCredentialsScope needs a CredentialsProvider above it");
  return scope;
}
