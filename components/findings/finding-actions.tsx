"use client";

import Link from "next/link";
import { buttonVariants } from "@/components/ui/button-variants";
import type { FindingAction, FindingView } from "@/lib/usage/schema";
import { DisableButton } from "./disable-button";
import { hrefOf } from "./finding-links";
import type { FindingServerActions } from "./server-actions";

export type FindingActionsProps = {
  projectId: string;
  finding: FindingView;
  canWrite: boolean;
  /** False on the page that a review would lead to. */
  canReview: boolean;
  actions: FindingServerActions;
};

const LABELS: Record<Exclude<FindingAction, "disable">, string> = {
  review: "Review",
  rotate: "Replace",
  extend: "Extend",
};

/** What can be done about a finding, here or where it leads. */
export function FindingActions({ projectId, finding, canWrite, canReview, actions }: FindingActionsProps) {
  const offered = finding.actions.filter((action) => (action === "review" ? canReview : canWrite));
  return offered.map((action) =>
    action === "disable" ? (
      <DisableButton key={action} projectId={projectId} finding={finding} disableKey={actions.disableKey} />
    ) : (
      <Link
        key={action}
        href={hrefOf(action, projectId, finding)}
        aria-label={`${LABELS[action]}: ${finding.keyNote ?? finding.title}`}
        className={buttonVariants({ size: "sm" })}
      >
        {LABELS[action]}
      </Link>
    ),
  );
}
