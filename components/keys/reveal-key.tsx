"use client";

import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
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
        <div className="flex gap-2">
          <Input
            readOnly
            value={created.secret}
            aria-label="API key secret"
            autoComplete="off"
            data-1p-ignore
            data-lpignore="true"
            spellCheck={false}
            className="flex-1 font-mono"
            onFocus={(event) => event.target.select()}
          />
          <CopyButton value={created.secret} label="Copy secret" size="md" variant="primary" autoFocus />
        </div>
        <CodeBlock label="Your first call" snippets={snippets(origin, created.secret, model)} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>Done</Button>
      </DialogFooter>
    </>
  );
}
