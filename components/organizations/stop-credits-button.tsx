"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { exactUsd } from "@/components/usage/figures";
import type { OrganizationScope } from "./scope";

/** Ends the prepaid way, after asking: what is left is taken away. */
export function StopCreditsButton({ settings, actions }: OrganizationScope) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="sm" onClick={() => setOpen(true)}>
        Stop using credits
      </Button>
      {open && (
        <ConfirmDialog
          title="Stop using credits?"
          text={`The balance of ${exactUsd(settings.creditsUsd ?? "0")} is taken away, and calls go on without credits, up to the limits of each key. The entries stay.`}
          label="Stop using credits"
          run={() => actions.stopCredits(settings.id)}
          onDone={() => {
            setOpen(false);
            toast.success("Calls go on without credits");
            router.refresh();
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
