"use client";

import { useWatch } from "react-hook-form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { EndpointForm } from "./endpoint-form";
import { useEndpointsScope } from "./endpoints-context";
import { suggestionsId } from "./model-suggestions";

export type PlaceName = `targets.${number}` | `fallbacks.${number}`;
type Props = {
  form: EndpointForm;
  name: PlaceName;
  invalid: { credentialId: boolean; model: boolean };
  /** The id of the row's error text. */
  errorId: string | undefined;
};

/** Where a target leads: a credential and a model of it. */
export function PlaceInputs({ form, name, invalid, errorId }: Props) {
  const { credentials } = useEndpointsScope();
  const credentialId = useWatch({ control: form.control, name: `${name}.credentialId` });
  return (
    <>
      <Select
        {...form.register(`${name}.credentialId`)}
        aria-label="LLM key"
        aria-invalid={invalid.credentialId || undefined}
        aria-describedby={errorId}
        wrapperClassName="max-sm:col-span-full"
        className={credentialId === "" ? "border-warning-ink text-warning-ink" : undefined}
      >
        <option value="" disabled>
          Choose an LLM key
        </option>
        {credentials.map(({ id, name, providerLabel }) => (
          <option key={id} value={id}>
            {name} · {providerLabel}
          </option>
        ))}
      </Select>
      <Input
        {...form.register(`${name}.model`)}
        aria-label="Model"
        aria-invalid={invalid.model || undefined}
        aria-describedby={errorId}
        list={credentialId && suggestionsId(credentialId)}
        placeholder="Model, such as gpt-4o"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="font-mono text-xs"
      />
    </>
  );
}
