"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { FindingView } from "@/lib/usage/schema";
import type { FindingServerActions } from "./server-actions";

export type DismissButtonProps = {
  projectId: string;
  finding: FindingView;
  dismissFinding: FindingServerActions["dismissFinding"];
};

/** Takes a finding off the list for everyone; the audit log says who did. */
export function DismissButton({ projectId, finding, dismissFinding }: DismissButtonProps) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const dismiss = async () => {
    setPending(true);
    const result = await callAction(() => dismissFinding(projectId, { id: finding.id }));
    if (result.ok) router.refresh();
    else {
      setPending(false);
      toast.error(result.error.message);
    }
  };
  return (
    <Button
      variant="ghost"
      size="icon"
      onClick={dismiss}
      pending={pending}
      aria-label={`Dismiss: ${finding.title}`}
    >
      <X />
    </Button>
  );
}
