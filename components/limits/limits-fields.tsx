"use client";

import { useFormContext } from "react-hook-form";
import type { Consumption, LimitsView } from "@/lib/limits/schema";
import { LimitField } from "./limit-field";
import { ResetPeriodField } from "./reset-period-field";
import { readCount, readUsd, showCount } from "./typed-amounts";

/** What a key may use, each limit behind its own switch. Stands in a form whose values hold a key's limits. */
export function LimitsFields({ used }: { used?: Consumption }) {
  const [costLimitUsd, tokenLimit] = useFormContext<LimitsView>().watch(["costLimitUsd", "tokenLimit"]);
  const hasBudget = costLimitUsd !== null || tokenLimit !== null;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 flex w-full items-baseline justify-between gap-3 font-medium">
        Limits
        <span aria-hidden="true" className="font-normal text-faint text-xs">
          Optional
        </span>
      </legend>
      <div className="divide-y divide-line rounded-lg border border-line">
        <LimitField
          name="costLimitUsd"
          label="Cost limit"
          field="Cost limit in USD"
          about="What its calls may cost. Models without a price are refused."
          unit="USD"
          placeholder="25.00"
          read={readUsd}
          show={(value) => (value === null ? "" : String(value))}
        />
        <LimitField
          name="tokenLimit"
          label="Token limit"
          about="Input and output together."
          unit="tokens"
          placeholder="1,000,000"
          read={readCount}
          show={showCount}
        />
        {hasBudget && <ResetPeriodField used={used} />}
        <LimitField
          name="requestsPerMinute"
          label="Requests per minute"
          about="Calls within any 60 seconds, whatever the reset period."
          unit="requests"
          placeholder="60"
          read={readCount}
          show={showCount}
        />
      </div>
    </fieldset>
  );
}
