"use client";

import { CircleDollarSign } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UnpricedView } from "@/lib/usage/schema";
import { exactCount, shownCount } from "./figures";
import type { SetModelPrice } from "./price-form";

// The form brings its validator along: it loads when one is about to open.
const loadForm = () => import("./price-form").then((module) => module.PriceForm);
const PriceForm = dynamic(loadForm, { ssr: false });

type Props = {
  projectId: string;
  unpriced: readonly UnpricedView[];
  /** Whether to offer to set prices. The verb decides, whatever this says. */
  canWrite: boolean;
  setModelPrice: SetModelPrice;
};

/** Models that were called without a price, with a form for each. Nothing where there are none. */
export function NeedsAPrice({ projectId, unpriced, canWrite, setModelPrice }: Props) {
  if (unpriced.length === 0) return null;
  return (
    <section aria-labelledby="needs-a-price">
      <h2 id="needs-a-price" className="flex items-baseline gap-2 font-semibold text-base">
        Needs a price <span className="font-normal text-muted text-sm">{unpriced.length}</span>
      </h2>
      <p className="mt-0.5 mb-3 text-pretty text-muted text-sm">
        What these calls cost is not known, and keys with a cost limit are refused these models. Once a model
        has a price, the calls made before it are billed.
      </p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {unpriced.map((item) => (
          <UnpricedRow
            key={`${item.credentialId} ${item.model}`}
            projectId={projectId}
            item={item}
            canWrite={canWrite && item.credentialName !== null}
            setModelPrice={setModelPrice}
          />
        ))}
      </ul>
    </section>
  );
}

type RowProps = Omit<Props, "unpriced"> & { item: UnpricedView };

function UnpricedRow({ projectId, item, canWrite, setModelPrice }: RowProps) {
  const [open, setOpen] = useState(false);
  return (
    <li className="px-4 py-3">
      <div className="flex gap-3">
        <CircleDollarSign className="mt-0.5 size-4 shrink-0 text-warning-ink" aria-hidden="true" />
        <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-6 gap-y-2">
          <div className="min-w-0 grow basis-64">
            <h3 className="wrap-anywhere font-medium font-mono text-ink text-sm">{item.model}</h3>
            <p className="mt-0.5 text-pretty text-muted text-sm">
              <Waiting item={item} />
            </p>
          </div>
          {canWrite && !open && (
            <Button
              size="sm"
              onClick={() => setOpen(true)}
              onPointerEnter={() => void loadForm()}
              aria-label={`Set price: ${item.model}`}
            >
              Set price
            </Button>
          )}
        </div>
      </div>
      {open && (
        <PriceForm
          projectId={projectId}
          item={item}
          setModelPrice={setModelPrice}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  );
}

/** What waits, and where it was called. */
function Waiting({ item }: { item: UnpricedView }) {
  const { requests, inputTokens, outputTokens, credentialName } = item;
  return (
    <>
      <span title={exactCount(requests)}>
        {shownCount(requests)} {requests === 1 ? "call" : "calls"}
      </span>{" "}
      of {credentialName ?? "an LLM key that was deleted"}, {shownCount(inputTokens)} tokens in and{" "}
      {shownCount(outputTokens)} out{" "}
      <span className="whitespace-nowrap text-faint text-xs">
        · <RelativeTime value={item.lastAt} />
      </span>
    </>
  );
}
