"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { FindingView } from "@/lib/usage/schema";
import { FindingRow } from "./finding-row";
import type { FindingServerActions } from "./server-actions";

export type FindingsProps = {
  projectId: string;
  findings: readonly FindingView[];
  /** Whether to offer what changes keys. The verbs decide, whatever this says. */
  canWrite: boolean;
  /** False on a key's own page, which is where a review leads. */
  canReview?: boolean;
  actions: FindingServerActions;
};

/** More stand behind a button. */
const SHOWN = 5;

/** What is unusual about the project's keys, or about one. Nothing where nothing is. */
export function Findings({ findings, canReview = true, ...props }: FindingsProps) {
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const shown = all ? findings : findings.slice(0, SHOWN);
  return (
    <section aria-labelledby="findings">
      <h2 id="findings" className="mb-3 flex items-baseline gap-2 font-semibold text-base">
        Findings <span className="font-normal text-muted text-sm">{findings.length}</span>
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {shown.map((finding) => (
          <FindingRow key={finding.id} finding={finding} canReview={canReview} {...props} />
        ))}
      </ul>
      {shown.length < findings.length && (
        <Button variant="ghost" size="sm" className="mt-2" onClick={() => setAll(true)}>
          Show all {findings.length}
        </Button>
      )}
    </section>
  );
}
