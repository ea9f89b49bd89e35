"use client";

import { CalendarDays } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { UsageRange } from "@/lib/usage/schema";
import { problemOf, rangeLabel } from "./range";

type Props = { range: UsageRange; onRange: (range: UsageRange) => void };

/** Two days of one's own, in UTC. */
export function CustomRange({ range, onRange }: Props) {
  const [open, setOpen] = useState(false);
  const custom = typeof range !== "string";
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" className={cn("h-8", custom && "border-accent-ink text-accent-ink")}>
          <CalendarDays aria-hidden /> {custom ? rangeLabel(range) : "Custom"}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Custom range" align="end" className="w-76 max-w-[calc(100vw-2rem)]">
        <CustomRangeForm
          range={range}
          onRange={(next) => {
            onRange(next);
            setOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

function CustomRangeForm({ range, onRange }: Props) {
  const [from, setFrom] = useState(typeof range === "string" ? "" : range.from);
  const [to, setTo] = useState(typeof range === "string" ? today() : range.to);
  const [problem, setProblem] = useState<string>();
  function apply(event: FormEvent) {
    event.preventDefault();
    const found = problemOf(from, to);
    setProblem(found);
    if (!found) onRange({ from, to });
  }
  return (
    <form onSubmit={apply} noValidate className="grid gap-3">
      <div className="grid grid-cols-2 gap-2">
        <Field label="From">
          <Input type="date" value={from} max={today()} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label="To">
          <Input type="date" value={to} max={today()} onChange={(event) => setTo(event.target.value)} />
        </Field>
      </div>
      <div className="flex items-center justify-between gap-3">
        <p
          role={problem ? "alert" : undefined}
          className={cn("text-xs", problem ? "text-danger-ink" : "text-muted")}
        >
          {problem ?? "Whole days in UTC, both included."}
        </p>
        <Button type="submit" size="sm" variant="primary">
          Show
        </Button>
      </div>
    </form>
  );
}

const today = () => new Date().toISOString().slice(0, 10);
