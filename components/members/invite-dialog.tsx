"use client";

import { useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { InviteForm } from "./invite-form";
import { RevealLink } from "./reveal-link";
import type { Invited, MembersScope } from "./scope";

type Props = { scope: MembersScope; initial: { email: string; role: string }; onClose: () => void };

/** A form, then the one showing of the link, which lives in this component's state alone. */
export function InviteDialog({ scope, initial, onClose }: Props) {
  const [invited, setInvited] = useState<Invited | null>(null);
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent dismissable={invited === null}>
        {invited === null ? (
          <InviteForm scope={scope} initial={initial} onInvited={setInvited} onCancel={onClose} />
        ) : (
          <RevealLink invited={invited} onDone={onClose} />
        )}
      </DialogContent>
    </Dialog>
  );
}
