"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useWatch } from "react-hook-form";
import { cn } from "@/components/ui/cn";
import { TOTAL_WEIGHT, totalWeight } from "@/lib/endpoints/schema";
import type { EndpointForm } from "./endpoint-form";
import { WeightBar } from "./weight-bar";
import { totalText } from "./weights";

/** The sum of the weights while they are typed: right, or what is missing. Red once the form was refused for it. */
export function WeightTotal({ form, refused }: { form: EndpointForm; refused: boolean }) {
  const targets = useWatch({ control: form.control, name: "targets" });
  const total = totalWeight(targets);
  const isRight = total === TOTAL_WEIGHT;
  const Icon = isRight ? CircleCheck : TriangleAlert;
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3">
      <p
        role="status"
        className={cn(
          "flex items-center gap-1.5 whitespace-nowrap font-medium text-xs",
          isRight ? "text-success-ink" : refused ? "text-danger-ink" : "text-warning-ink",
        )}
      >
        <Icon className="size-3.5" aria-hidden="true" />
        {totalText(total)}
      </p>
      <WeightBar className="min-w-8 flex-1 max-sm:hidden" parts={targets} />
    </div>
  );
}
