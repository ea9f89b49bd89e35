"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import type { Invited } from "./scope";

type Props = { invited: Invited; onDone: () => void };

/** The one showing of an invitation's link. */
export function RevealLink({ invited: { invitation, link, emailed }, onDone }: Props) {
  return (
    <>
      <DialogHeader>
        <DialogTitle>The invitation is ready</DialogTitle>
        <DialogDescription className="font-medium text-ink">
          Give this link to {invitation.email}. It will not be shown again.
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <div className="flex gap-2">
          <Input
            readOnly
            value={link}
            aria-label="Invitation link"
            autoComplete="off"
            spellCheck={false}
            className="flex-1 font-mono"
            onFocus={(event) => event.target.select()}
          />
          <CopyButton value={link} label="Copy link" size="md" variant="primary" autoFocus />
        </div>
        {emailed === true && <Callout tone="success">It was e-mailed to {invitation.email} as well.</Callout>}
        {emailed === false && (
          <Callout tone="warning">
            It could not be e-mailed. The link works all the same: send it yourself.
          </Callout>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>Done</Button>
      </DialogFooter>
    </>
  );
}
