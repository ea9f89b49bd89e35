"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { CreateCredentialInput, CredentialView } from "@/lib/credentials/schema";
import type { ActionResult } from "@/lib/http";

type Action<I, T> = (projectId: string, input: I) => Promise<ActionResult<T>>;

export type CredentialsScope = {
  projectId: string;
  /** Whether to offer what changes credentials. The verbs decide, whatever this says. */
  canWrite: boolean;
  /** The server actions of the LLM keys page. */
  actions: {
    createCredential: Action<CreateCredentialInput, CredentialView>;
    deleteCredential: Action<{ id: string }, CredentialView>;
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
