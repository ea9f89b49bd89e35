"use client";

import { ShownOnce } from "@/components/forms/shown-once";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
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
        <ShownOnce value={link} label="Invitation link" copyLabel="Copy link" />
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
