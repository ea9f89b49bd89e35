"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { FormAlert } from "@/components/forms/form-alert";
import {
  AlertDialog,
  AlertDialogBody,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { exactUsd } from "@/components/usage/figures";
import type { OrganizationScope } from "./scope";

/** Ends the prepaid way, after asking: what is left is taken away. */
export function StopCreditsButton({ settings, actions }: OrganizationScope) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const stop = async () => {
    setPending(true);
    const result = await callAction(() => actions.stopCredits(settings.id));
    setPending(false);
    if (!result.ok) return setProblem(result.error.message);
    setOpen(false);
    toast.success("Calls go on without credits");
    router.refresh();
  };
  return (
    <>
      <Button variant="ghost" size="sm" onClick={() => setOpen(true)}>
        Stop using credits
      </Button>
      <AlertDialog open={open} onOpenChange={setOpen}>
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>Stop using credits?</AlertDialogTitle>
            <AlertDialogDescription>
              The balance of {exactUsd(settings.creditsUsd ?? "0")} is taken away, and calls go on without
              credits, up to the limits of each key. The entries stay.
            </AlertDialogDescription>
          </AlertDialogHeader>
          {problem && (
            <AlertDialogBody>
              <FormAlert message={problem} />
            </AlertDialogBody>
          )}
          <AlertDialogFooter>
            <AlertDialogCancel>Cancel</AlertDialogCancel>
            <Button variant="danger" onClick={stop} pending={pending}>
              Stop using credits
            </Button>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </>
  );
}
