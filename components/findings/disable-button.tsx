"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { FindingView } from "@/lib/usage/schema";
import type { FindingServerActions } from "./server-actions";

export type DisableButtonProps = {
  projectId: string;
  finding: FindingView;
  disableKey: FindingServerActions["disableKey"];
};

/** Turns the key off at once, as the switch in the list does: it can be turned on again there. */
export function DisableButton({ projectId, finding, disableKey }: DisableButtonProps) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const disable = async () => {
    setPending(true);
    const result = await callAction(() => disableKey(projectId, { id: finding.keyId! }));
    setPending(false);
    if (!result.ok) return toast.error(result.error.message);
    toast.success(`“${finding.keyNote}” is disabled`);
    router.refresh();
  };
  return (
    <Button size="sm" onClick={disable} pending={pending} aria-label={`Disable: ${finding.keyNote}`}>
      Disable
    </Button>
  );
}
