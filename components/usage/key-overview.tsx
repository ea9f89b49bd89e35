"use client";

import { type ReactNode, useState } from "react";
import { DEFAULT_FILTERS } from "@/components/keys/filters";
import type { KeyDialog } from "@/components/keys/key-dialog";
import { OpenedKeyDialog } from "@/components/keys/key-dialogs";
import { KeysProvider, type KeysScope } from "@/components/keys/keys-context";
import { useKeys } from "@/components/keys/use-keys";
import type { ReadKey } from "@/lib/keys/schema";
import type { KeyOverview as Overview } from "@/lib/usage/schema";
import { KeyHeader } from "./key-header";
import { KeyUsage, limitsVersion } from "./key-usage";
import { StillUsing } from "./still-using";
import type { FirstFigures } from "./use-figures";

type Props = {
  scope: KeysScope;
  apiKey: ReadKey;
  first: FirstFigures<Overview>;
  /** What wants attention. */
  children: ReactNode;
};

/** The page of one key: what it is, where it stands, and what it was used for. */
export function KeyOverview({ scope, ...props }: Props) {
  return (
    <KeysProvider scope={scope}>
      <Overviewed projectId={scope.projectId} {...props} />
    </KeysProvider>
  );
}

function Overviewed({ projectId, apiKey, first, children }: Omit<Props, "scope"> & { projectId: string }) {
  const [dialog, setDialog] = useState<KeyDialog | null>(null);
  const key = useKey(apiKey, first.fetchedAtMs);
  const close = () => setDialog(null);
  return (
    <>
      <KeyHeader apiKey={key} nowMs={first.fetchedAtMs} onOpen={setDialog} />
      <KeyUsage
        projectId={projectId}
        keyId={key.id}
        limits={key}
        first={{ ...first, version: limitsVersion(apiKey) }}
        rotated={(callers) =>
          key.replacedBy && (
            <StillUsing
              apiKey={key}
              callers={callers}
              rotatedAt={key.replacedBy.createdAt}
              onDelete={() => setDialog("delete")}
            />
          )
        }
      >
        {children}
      </KeyUsage>
      {dialog && <OpenedKeyDialog dialog={dialog} apiKey={key} onClose={close} />}
    </>
  );
}

/** The key as it is now: the list, asked for this one alone, so that its switch and dialogs work here as they do there. */
function useKey(apiKey: ReadKey, fetchedAtMs: number): ReadKey {
  const keys = apiKey.status === "revoked" ? [] : [apiKey];
  const filters = { ...DEFAULT_FILTERS, search: apiKey.id };
  const page = { keys, nextCursor: null, total: keys.length };
  const { data } = useKeys(filters, null, { page, filters, fetchedAtMs });
  return data?.keys[0] ?? { ...apiKey, status: "revoked", enabled: false };
}
