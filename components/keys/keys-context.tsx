"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { ActionResult } from "@/lib/http";
import type {
  CreatedKey,
  CreateKeyInput,
  ImportKeysInput,
  ImportResult,
  KeyView,
  RotateKeyInput,
  UpdateKeyInput,
} from "@/lib/keys/schema";

type Action<I, T> = (projectId: string, input: I) => Promise<ActionResult<T>>;

/** The server actions of the keys page. */
export type KeyActions = {
  createKey: Action<CreateKeyInput, CreatedKey>;
  updateKey: Action<UpdateKeyInput, KeyView>;
  disableKey: Action<{ id: string }, KeyView>;
  enableKey: Action<{ id: string }, KeyView>;
  deleteKey: Action<{ id: string }, KeyView>;
  rotateKey: Action<RotateKeyInput, CreatedKey>;
  changeOverlap: Action<RotateKeyInput, KeyView>;
  importKeys: Action<ImportKeysInput, ImportResult>;
};

export type KeysScope = {
  projectId: string;
  projectName: string;
  /** The address that applications call, without a path. */
  origin: string;
  /** A model that the project can call, for the snippets. */
  model: string;
  /** Whether to offer what changes keys. The verbs decide, whatever this says. */
  canWrite: boolean;
  actions: KeyActions;
};

const Scope = createContext<KeysScope | null>(null);

export function KeysProvider({ scope, children }: { scope: KeysScope; children: ReactNode }) {
  return <Scope value={scope}>{children}</Scope>;
}

/** What every part of the keys page knows: whose keys these are and what may be done with them. */
export function useKeysScope(): KeysScope {
  const scope = useContext(Scope);
  if (!scope) throw new Error("useKeysScope needs a KeysProvider above it");
  return scope;
}
