"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import type { ReadKey } from "@/lib/keys/schema";
import type { KeyDialog } from "./key-dialog";
import {
  CreateKeyDialog,
  ImportKeysDialog,
  OpenedKeyDialog,
  preloadCreateKeyDialog,
  preloadImportKeysDialog,
} from "./key-dialogs";
import { KeysProvider, type KeysScope } from "./keys-context";
import { KeysList } from "./keys-list";
import type { FirstPage } from "./use-keys";
import { useShortcuts } from "./use-shortcuts";

type Opened = { dialog: KeyDialog; key: ReadKey };

/** A link to one key may ask for its form, or for its rotation. */
function askedOf(asked: { has(name: string): boolean }, [key, other]: ReadKey[]): Opened | null {
  if (!key || other || key.status === "revoked") return null;
  if (asked.has("edit")) return { dialog: "edit", key };
  return asked.has("rotate") && !key.replacedBy ? { dialog: "rotate", key } : null;
}

/** The API keys page: the list and the dialogs that it opens. */
export function KeysPage({ scope, first }: { scope: KeysScope; first: FirstPage }) {
  const asked = useSearchParams();
  const [creating, setCreating] = useState<boolean | "never">(
    scope.canWrite && asked.has("create") ? true : "never",
  );
  const [opened, setOpened] = useState(() => (scope.canWrite ? askedOf(asked, first.page.keys) : null));
  const [importing, setImporting] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const create = scope.canWrite ? () => setCreating(true) : undefined;
  const shortcuts = useMemo(
    () => ({
      c: scope.canWrite ? () => setCreating(true) : undefined,
      "/": () => searchRef.current?.focus(),
    }),
    [scope.canWrite],
  );
  useShortcuts(shortcuts);
  const close = () => setOpened(null);

  return (
    <KeysProvider scope={scope}>
      <PageHeader
        title="API keys"
        description="What applications present to call models through this project."
        actions={
          create && (
            <>
              <Button onClick={() => setImporting(true)} onPointerEnter={preloadImportKeysDialog}>
                Import keys
              </Button>
              <Tooltip
                content={
                  <>
                    Create a key <Kbd>C</Kbd>
                  </>
                }
              >
                <Button
                  variant="primary"
                  onClick={create}
                  onPointerEnter={preloadCreateKeyDialog}
                  aria-keyshortcuts="c"
                >
                  <Plus aria-hidden /> Create key
                </Button>
              </Tooltip>
            </>
          )
        }
      />
      <KeysList
        first={first}
        searchRef={searchRef}
        onCreate={() => setCreating(true)}
        onOpen={(dialog, key) => setOpened({ dialog, key })}
      />
      {creating !== "never" && <CreateKeyDialog open={creating} onOpenChange={setCreating} />}
      {importing && <ImportKeysDialog onClose={() => setImporting(false)} />}
      {opened && <OpenedKeyDialog dialog={opened.dialog} apiKey={opened.key} onClose={close} />}
    </KeysProvider>
  );
}
