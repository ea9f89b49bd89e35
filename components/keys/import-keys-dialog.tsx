"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { ImportKeysInput, ImportResult } from "@/lib/keys/schema";
import { ImportKeysForm } from "./import-keys-form";
import { ImportPreview } from "./import-preview";
import { useKeysScope } from "./keys-context";
import { keysQueryKey } from "./use-keys";

/** What is to be imported: a file's text, or single keys. */
export type ImportSource = Pick<ImportKeysInput, "csv" | "keys">;

type Previewed = { source: ImportSource; result: ImportResult };

/** A form, then what would come of it line by line, then the import. What was typed goes with the dialog. */
export function ImportKeysDialog({ onClose }: { onClose: () => void }) {
  const { projectId, actions } = useKeysScope();
  const queries = useQueryClient();
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [problem, setProblem] = useState<string>();
  const [pending, setPending] = useState(false);

  async function run(source: ImportSource, onError: "skip" | "abort", dryRun: boolean) {
    setPending(true);
    setProblem(undefined);
    const result = await callAction(() => actions.importKeys(projectId, { ...source, onError, dryRun }));
    setPending(false);
    if (!result.ok) return setProblem(result.error.message);
    // A dry run, or one that found something at the last moment and imported nothing.
    if (dryRun || result.data.imported === 0) return setPreviewed({ source, result: result.data });
    const { imported } = result.data;
    toast.success(imported === 1 ? "1 key is imported" : `${imported} keys are imported`);
    onClose();
    await queries.invalidateQueries({ queryKey: keysQueryKey(projectId) });
  }

  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent size="lg">
        {previewed === null ? (
          <ImportKeysForm
            problem={problem}
            pending={pending}
            onSubmit={(source) => void run(source, "skip", true)}
            onCancel={onClose}
          />
        ) : (
          <ImportPreview
            result={previewed.result}
            problem={problem}
            pending={pending}
            onImport={(onError) => void run(previewed.source, onError, false)}
            onBack={() => setPreviewed(null)}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}
