"use client";

import { FileUp } from "lucide-react";
import { type ChangeEvent, type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { MAX_IMPORT_BYTES } from "@/lib/keys/schema";

type Props = { value: string; onChange: (csv: string) => void };

/** Longer than this it is not shown for editing: a page of text fields is no editor for thousands of lines. */
const MAX_SHOWN_CHARACTERS = 20_000;
const EXAMPLE = "note,secret,expires_at\ncheckout service,sk-old-4f1c…,2027-01-31T00:00:00Z";

/** CSV that is pasted, dropped, or read from a file. */
export function ImportCsvField({ value, onChange }: Props) {
  const file = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string>();
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > MAX_IMPORT_BYTES) return setError("A file has at most 5 MiB. Split it.");
    setError(undefined);
    onChange(await chosen.text());
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    void take(event.target.files?.[0]);
    // The same file can be chosen again after it was corrected.
    event.target.value = "";
  };
  const drop = (event: DragEvent) => {
    const [dropped] = event.dataTransfer.files;
    if (!dropped) return;
    event.preventDefault();
    void take(dropped);
  };
  const long = value.length > MAX_SHOWN_CHARACTERS;
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="CSV"
        required
        error={error}
        hint="A header line, then one key a line: note, secret or sha256 (hex), and expires_at if it has one."
      >
        <Textarea
          rows={8}
          value={long ? `${value.split("\n").length} lines from a file` : value}
          readOnly={long}
          onChange={(event) => onChange(event.target.value)}
          onDrop={drop}
          placeholder={EXAMPLE}
          autoComplete="off"
          spellCheck={false}
          data-1p-ignore
          data-lpignore="true"
          className="max-h-72 whitespace-pre font-mono text-xs"
        />
      </Field>
      <input
        ref={file}
        type="file"
        accept=".csv,text/csv,text/plain"
        onChange={choose}
        aria-label="CSV file"
        className="sr-only"
        tabIndex={-1}
      />
      <div className="flex items-center gap-3">
        <Button onClick={() => file.current?.click()}>
          <FileUp aria-hidden /> Choose a file
        </Button>
        {value !== "" && (
          <Button variant="ghost" onClick={() => onChange("")}>
            Clear
          </Button>
        )}
      </div>
    </div>
  );
}
