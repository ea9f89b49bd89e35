"use client";

import { KeyRound, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useKeysScope } from "./keys-context";

/** What a project without keys shows: what a key is for. */
export function NoKeys({ onCreate }: { onCreate: () => void }) {
  const { origin, canWrite } = useKeysScope();
  return (
    <EmptyState
      icon={<KeyRound aria-hidden />}
      title="No API keys yet"
      text={
        <>
          An application presents an API key to call models at <code>{origin}/v1</code>. Give each one its
          own: you will see when it was last used, and can switch it off without touching the others.
        </>
      }
      action={
        canWrite ? (
          <Button variant="primary" onClick={onCreate}>
            Create your first key
          </Button>
        ) : undefined
      }
    />
  );
}

/** What a search without a hit shows. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title="No key matches"
      text="Search takes part of a note, a display secret such as gk_…4f2a, or a whole key ID."
      action={<Button onClick={onClear}>Clear filters</Button>}
    />
  );
}
