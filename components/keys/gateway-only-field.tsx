"use client";

import { useId } from "react";
import { useController } from "react-hook-form";
import { Switch } from "@/components/ui/switch";

/** Takes a key's right to manage. Stands in a form whose values hold `gatewayOnly`. */
export function GatewayOnlyField() {
  const { field } = useController<{ gatewayOnly: boolean }>({ name: "gatewayOnly" });
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4 rounded-lg border border-line px-3 py-2.5">
      <div className="min-w-0">
        <div className="font-medium">Gateway only</div>
        <p id={id} className="text-muted text-xs">
          Calls models, and cannot manage this project over the REST API.
        </p>
      </div>
      <Switch
        ref={field.ref}
        aria-label="Gateway only"
        aria-describedby={id}
        checked={field.value}
        onCheckedChange={field.onChange}
      />
    </div>
  );
}
