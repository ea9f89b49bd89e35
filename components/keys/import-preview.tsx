"use client";

import { FormAlert } from "@/components/forms/form-alert";
import { Button } from "@/components/ui/button";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ImportProblem, ImportResult } from "@/lib/keys/schema";

type Props = {
  result: ImportResult;
  problem: string | undefined;
  pending: boolean;
  onImport: (onError: "skip" | "abort") => void;
  onBack: () => void;
};

const MAX_SHOWN = 200;
const keys = (count: number) => (count === 1 ? "1 key" : `${count.toLocaleString("en")} keys`);

/** What an import would do, before it does it: how many come, and which lines cannot. */
export function ImportPreview({ result: { imported, problems }, problem, pending, onImport, onBack }: Props) {
  return (
    <>
      <DialogHeader>
        <DialogTitle>{summary(imported, problems.length)}</DialogTitle>
        <DialogDescription>
          {problems.length === 0
            ? "They work from the moment they are imported."
            : "Import the others now and these later, or import nothing and correct them first."}
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <FormAlert message={problem} />
        {problems.length > 0 && <Problems problems={problems} />}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onBack}>{problems.length > 0 ? "Import nothing" : "Back"}</Button>
        {imported > 0 && (
          // Without problems so far none is skipped silently: one that comes up now stops it all.
          <Button
            variant="primary"
            pending={pending}
            onClick={() => onImport(problems.length > 0 ? "skip" : "abort")}
          >
            Import {keys(imported)}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

function summary(imported: number, problems: number): string {
  if (problems === 0) return `${keys(imported)} can be imported`;
  const cannot = problems === 1 ? "1 line cannot" : `${problems.toLocaleString("en")} lines cannot`;
  return imported === 0
    ? `No key can be imported: ${cannot}`
    : `${keys(imported)} can be imported, ${cannot}`;
}

function Problems({ problems }: { problems: ImportProblem[] }) {
  return (
    <>
      <Table aria-label="Lines that cannot be imported" wrapperClassName="max-h-72 overflow-y-auto">
        <TableHeader>
          <TableRow>
            <TableHead>Line</TableHead>
            <TableHead>Field</TableHead>
            <TableHead>Problem</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {problems.slice(0, MAX_SHOWN).map(({ line, field, message }) => (
            <TableRow key={line}>
              <TableCell className="tabular-nums">{line}</TableCell>
              <TableCell className="whitespace-nowrap font-mono text-xs">{field ?? ""}</TableCell>
              <TableCell className="w-full">{message}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {problems.length > MAX_SHOWN && (
        <p className="text-muted text-xs">And {(problems.length - MAX_SHOWN).toLocaleString("en")} more.</p>
      )}
    </>
  );
}
