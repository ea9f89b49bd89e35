"use client";

import { useId } from "react";
import { useFormContext } from "react-hook-form";
import { shownCount, shownUsd } from "@/components/usage/figures";
import type { Consumption, LimitsView, ResetPeriod } from "@/lib/limits/schema";

const PERIODS: Record<ResetPeriod, { label: string; about: string }> = {
  never: { label: "Never", about: "The budget is spent once." },
  daily: { label: "Daily", about: "Begins anew every day at 00:00 UTC." },
  weekly: { label: "Weekly", about: "Begins anew every Monday at 00:00 UTC." },
  monthly: { label: "Monthly", about: "Begins anew on the first of each month at 00:00 UTC." },
};

/** When cost and tokens count from zero again. */
export function ResetPeriodField({ used }: { used?: Consumption }) {
  const { register, watch, formState } = useFormContext<LimitsView>();
  const id = useId();
  const period = watch("resetPeriod");
  const isStored = period === formState.defaultValues?.resetPeriod;
  return (
    <fieldset aria-describedby={`${id}-about`} className="px-3 py-2.5">
      <legend className="sr-only">Reset period</legend>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span aria-hidden="true" className="font-medium">
          Reset period
        </span>
        <div className="flex gap-0.5 rounded-md border border-line bg-sunken p-0.5 max-sm:w-full">
          {Object.entries(PERIODS).map(([value, { label }]) => (
            <label
              key={value}
              className="relative flex h-6 flex-1 items-center justify-center rounded-sm px-2.5 font-medium text-muted text-xs transition-colors hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:shadow-xs has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:h-9"
            >
              <input
                type="radio"
                value={value}
                className="absolute inset-0 cursor-pointer appearance-none opacity-0"
                {...register("resetPeriod")}
              />
              {label}
            </label>
          ))}
        </div>
      </div>
      <p id={`${id}-about`} className="mt-1 text-muted text-xs">
        {PERIODS[period].about}
        {used && isStored && ` So far: ${shownUsd(used.costUsd)}, ${shownCount(used.tokens)} tokens.`}
      </p>
    </fieldset>
  );
}
