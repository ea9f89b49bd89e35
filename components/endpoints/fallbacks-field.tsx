"use client";

import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { useFieldArray } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { MAX_FALLBACKS } from "@/lib/endpoints/schema";
import type { EndpointForm } from "./endpoint-form";
import { useEndpointsScope } from "./endpoints-context";
import { FallbackRow } from "./fallback-row";

/** The fallbacks, in the order in which they are tried. */
export function FallbacksField({ form }: { form: EndpointForm }) {
  const { credentials } = useEndpointsScope();
  const { fields, append, move, remove } = useFieldArray({ control: form.control, name: "fallbacks" });
  const [said, setSaid] = useState("");
  const listRef = useRef<HTMLOListElement>(null);
  const addRef = useRef<HTMLButtonElement>(null);

  function shift(from: number, direction: "up" | "down") {
    const to = from + (direction === "up" ? -1 : 1);
    if (to < 0 || to >= fields.length) return;
    move(from, to);
    setSaid(`Moved to place ${to + 1} of ${fields.length}.`);
    // The row moves in the document, which takes the focus from its button.
    requestAnimationFrame(() =>
      listRef.current?.children[to]?.querySelector<HTMLElement>(`[data-move=${direction}]`)?.focus(),
    );
  }
  function removeAt(index: number) {
    remove(index);
    addRef.current?.focus();
  }

  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">Fallbacks</legend>
      <p className="-mt-1 mb-1 text-muted text-xs">
        Tried in order when a target answers 429 or 5xx, or nothing in time.
      </p>
      {fields.length > 0 && (
        <ol ref={listRef} className="grid gap-2">
          {fields.map((field, index) => (
            <FallbackRow
              key={field.id}
              form={form}
              index={index}
              count={fields.length}
              onMove={(direction) => shift(index, direction)}
              onRemove={() => removeAt(index)}
            />
          ))}
        </ol>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
      {fields.length < MAX_FALLBACKS && (
        <Button
          ref={addRef}
          size="sm"
          className="w-fit"
          onClick={() => append({ credentialId: credentials[0]?.id ?? "", model: "" })}
        >
          <Plus aria-hidden /> Add fallback
        </Button>
      )}
    </fieldset>
  );
}
