"use client";

import { ShownOnce } from "@/components/forms/shown-once";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { CreatedKey } from "@/lib/keys/schema";
import { useKeysScope } from "./keys-context";
import { snippets } from "./snippets";

type Props = { created: CreatedKey; onDone: () => void };

/** The one showing of a key's secret, and how to use it. */
export function RevealKey({ created, onDone }: Props) {
  const { origin, model } = useKeysScope();
  return (
    <>
      <DialogHeader>
        <DialogTitle>“{created.note}” is ready</DialogTitle>
        <DialogDescription className="font-medium text-ink">
          Copy this key now. It will not be shown again.
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <ShownOnce value={created.secret} label="API key secret" copyLabel="Copy secret" />
        <CodeBlock label="Your first call" snippets={snippets(origin, created.secret, model)} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>Done</Button>
      </DialogFooter>
    </>
  );
}
