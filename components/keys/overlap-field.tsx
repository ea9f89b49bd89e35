"use client";

import * as Primitive from "radix-ui/radio-group";
import { useState } from "react";
import type { Overlap } from "@/lib/keys/schema";

type Choice = { value: Overlap; label: string; ms: number | null };

const HOUR_MS = 3_600_000;
const CHOICES: Choice[] = [
  { value: "now", label: "Now", ms: 0 },
  { value: "1h", label: "In 1 hour", ms: HOUR_MS },
  { value: "24h", label: "In 24 hours", ms: 24 * HOUR_MS },
  { value: "7d", label: "In 7 days", ms: 7 * 24 * HOUR_MS },
  { value: "until_deleted", label: "When I delete it", ms: null },
];

const INSTANT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

type Props = { value: Overlap; onChange: (value: Overlap) => void };

/** When the old key stops working, each choice with the very instant. */
export function OverlapField({ value, onChange }: Props) {
  const [nowMs] = useState(Date.now);
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">The old key stops working</legend>
      <Primitive.Root
        aria-label="The old key stops working"
        value={value}
        onValueChange={(next) => onChange(next as Overlap)}
        className="grid gap-px overflow-hidden rounded-lg border border-line bg-line"
      >
        {CHOICES.map((choice) => (
          <Primitive.Item
            key={choice.value}
            value={choice.value}
            aria-label={choice.label}
            className="group flex items-center gap-3 bg-surface px-3 py-2 text-left text-sm hover:bg-sunken focus-visible:outline-offset-[-2px] data-[state=checked]:bg-sunken"
          >
            <span className="grid size-4 shrink-0 place-items-center rounded-full border border-line-strong group-data-[state=checked]:border-accent">
              <Primitive.Indicator className="size-2 rounded-full bg-accent" />
            </span>
            <span className="font-medium">{choice.label}</span>
            <span className="ml-auto text-muted text-xs">{explain(choice, nowMs)}</span>
          </Primitive.Item>
        ))}
      </Primitive.Root>
    </fieldset>
  );
}

function explain({ ms }: Choice, nowMs: number): string {
  if (ms === 0) return "its next call is refused";
  return ms === null ? "both keys work until then" : INSTANT.format(nowMs + ms);
}
