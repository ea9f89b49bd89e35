"use client";

import { Switch } from "@/components/ui/switch";
import type { KeyView } from "@/lib/keys/schema";
import { useToggleKey } from "./use-toggle-key";

/** Turns a key off and on. */
export function EnabledSwitch({ apiKey }: { apiKey: KeyView }) {
  const toggle = useToggleKey(apiKey);
  return (
    <Switch
      className="align-middle"
      checked={apiKey.enabled}
      onCheckedChange={(enabled) => toggle.mutate(enabled)}
      aria-label={`Enabled: ${apiKey.note}`}
    />
  );
}
