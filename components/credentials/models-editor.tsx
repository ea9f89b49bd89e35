"use client";

import { Plus, X } from "lucide-react";
import { type UseFormReturn, useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { CredentialValues } from "./credential-values";

type Form = UseFormReturn<CredentialValues>;

const NEW_MODEL = {
  name: "",
  inputUsdPerMillion: "",
  outputUsdPerMillion: "",
  cachedInputUsdPerMillion: "",
  listed: true,
};
const PRICES = [
  { name: "inputUsdPerMillion", label: "Input" },
  { name: "outputUsdPerMillion", label: "Output" },
  { name: "cachedInputUsdPerMillion", label: "Cached" },
] as const;
const GRID =
  "grid grid-cols-[repeat(3,minmax(0,1fr))_auto] gap-2 sm:grid-cols-[minmax(0,1fr)_repeat(3,5.5rem)_auto]";

/** Models that the catalogue does not know, with what they cost. */
export function ModelsEditor({ form }: { form: Form }) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "models" });
  const add = () => append(NEW_MODEL, { focusName: `models.${fields.length}.name` });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">Custom models, prices in US dollars per million tokens</legend>
      <div className="flex items-baseline justify-between gap-3" aria-hidden="true">
        <span className="font-medium">Custom models</span>
        <span className="text-faint text-xs">Optional · US$ per million tokens</span>
      </div>
      {fields.length > 0 && (
        <div className={`${GRID} text-muted text-xs max-sm:hidden`} aria-hidden="true">
          <span>Model</span>
          {PRICES.map(({ label }) => (
            <span key={label}>{label}</span>
          ))}
          <span className="w-7" />
        </div>
      )}
      {fields.map((field, index) => (
        <ModelRow
          key={field.id}
          form={form}
          index={index}
          listed={field.listed}
          onRemove={() => remove(index)}
        />
      ))}
      <Button size="sm" variant="secondary" className="self-start" onClick={add}>
        <Plus aria-hidden /> Add model
      </Button>
    </fieldset>
  );
}

type RowProps = { form: Form; index: number; listed: boolean; onRemove: () => void };

function ModelRow({ form, index, listed, onRemove }: RowProps) {
  const errors = form.formState.errors.models?.[index];
  const problems = [errors?.name, ...PRICES.map(({ name }) => errors?.[name])].flatMap(
    (error) => error?.message ?? [],
  );
  const problemId = `model-${index}-problem`;
  const described = (isWrong: boolean) => ({
    "aria-invalid": isWrong || undefined,
    "aria-describedby": isWrong ? problemId : undefined,
    autoComplete: "off",
  });
  const row = `model ${index + 1}`;
  return (
    <div className="flex flex-col gap-1 max-sm:rounded-md max-sm:border max-sm:p-2">
      <div className={GRID}>
        <Input
          {...form.register(`models.${index}.name`)}
          {...described(errors?.name !== undefined)}
          aria-label={`Name of ${row}`}
          placeholder="my-fine-tune"
          autoCapitalize="none"
          spellCheck={false}
          className="font-mono text-xs max-sm:col-span-full"
        />
        {PRICES.map(({ name, label }) => (
          <Input
            key={name}
            {...form.register(`models.${index}.${name}`)}
            {...described(errors?.[name] !== undefined)}
            aria-label={`${label} price of ${row}`}
            inputMode="decimal"
            placeholder={label}
            className="text-right sm:placeholder:text-transparent"
          />
        ))}
        <Button
          variant="ghost"
          size="icon"
          className="self-center"
          aria-label={`Remove ${row}`}
          onClick={onRemove}
        >
          <X aria-hidden />
        </Button>
      </div>
      {!listed && (
        <p className="text-faint text-xs">A price alone: the list of custom models leaves it out.</p>
      )}
      {problems.length > 0 && (
        <p id={problemId} className="text-danger-ink text-xs">
          {[...new Set(problems)].join(" ")}
        </p>
      )}
    </div>
  );
}
