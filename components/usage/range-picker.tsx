"use client";

import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { RangePreset, UsageRange } from "@/lib/usage/schema";
import { CustomRange } from "./custom-range";
import { PRESETS } from "./range";

type Props = { range: UsageRange; onRange: (range: UsageRange) => void };

const OPTIONS = Object.entries(PRESETS).map(([value, label]) => ({ value: value as RangePreset, label }));

/** Chooses the days that are looked at. On a phone the presets fold into a select. */
export function RangePicker({ range, onRange }: Props) {
  const preset = typeof range === "string" ? range : "custom";
  return (
    <div className="flex items-center gap-2">
      <Segmented<RangePreset | "custom">
        label="Range"
        className="max-md:hidden"
        options={OPTIONS}
        value={preset}
        onValueChange={(next) => next !== "custom" && onRange(next)}
      />
      <Select
        aria-label="Range"
        wrapperClassName="w-auto md:hidden"
        value={preset}
        onChange={(event) => onRange(event.target.value as RangePreset)}
      >
        {OPTIONS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        {preset === "custom" && (
          <option value="custom" disabled>
            Custom
          </option>
        )}
      </Select>
      <CustomRange range={range} onRange={onRange} />
    </div>
  );
}
