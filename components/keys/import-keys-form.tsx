"use client";

import { type FormEvent, useState } from "react";
import { FormAlert } from "@/components/forms/form-alert";
import { Button } from "@/components/ui/button";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { ImportCsvField } from "./import-csv-field";
import type { ImportSource } from "./import-keys-dialog";
import { ImportOneFields, type OneKey } from "./import-one-fields";

type Props = {
  problem: string | undefined;
  pending: boolean;
  onSubmit: (source: ImportSource) => void;
  onCancel: () => void;
};

const WAYS = [
  { value: "csv", label: "From CSV" },
  { value: "one", label: "One key" },
] as const;

/** Which keys of another system go on working here. */
export function ImportKeysForm({ problem, pending, onSubmit, onCancel }: Props) {
  const [way, setWay] = useState<"csv" | "one">("csv");
  const [csv, setCsv] = useState("");
  const [one, setOne] = useState<OneKey>({ note: "", secret: "", hashed: false });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { note, secret, hashed } = one;
    onSubmit(way === "csv" ? { csv } : { keys: [{ note, [hashed ? "sha256" : "secret"]: secret }] });
  };
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <DialogHeader>
        <DialogTitle>Import keys</DialogTitle>
        <DialogDescription>
          Keys that another system gave out go on working here as legacy keys, without limits, until you
          replace them. Nothing is imported before you have seen what would be.
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <Segmented
          label="How to import"
          options={[...WAYS]}
          value={way}
          onValueChange={setWay}
          className="self-start"
        />
        <FormAlert message={problem} />
        {way === "csv" ? (
          <ImportCsvField value={csv} onChange={setCsv} />
        ) : (
          <ImportOneFields value={one} onChange={setOne} />
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          pending={pending}
          disabled={way === "csv" && csv.trim() === ""}
        >
          Check
        </Button>
      </DialogFooter>
    </form>
  );
}
