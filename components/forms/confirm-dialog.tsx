"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import {
  AlertDialog,
  AlertDialogBody,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ActionResult } from "@/lib/http";
import { callAction } from "./call-action";
import { FormAlert } from "./form-alert";

type Props = {
  title: string;
  /** What it will do, to whom. */
  text: ReactNode;
  /** The button that does it. */
  label: string;
  /** A name that has to be typed before, where much goes with it. */
  typed?: string;
  run: () => Promise<ActionResult<unknown>>;
  onDone: () => void;
  /** After a refusal: what is shown may not be the newest. */
  onFailed?: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({
  title,
  text,
  label,
  typed,
  run,
  onDone,
  onFailed,
  onClose,
  children,
}: Props) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [given, setGiven] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typed !== undefined && given.trim() !== typed) return setProblem(`Type ${typed} to delete it.`);
    setPending(true);
    setProblem(undefined);
    const result = await callAction(run);
    setPending(false);
    if (result.ok) return onDone();
    setProblem(result.error.message);
    onFailed?.();
  };
  return (
    <AlertDialog open onOpenChange={(open) => open || onClose()}>
      <AlertDialogContent>
        <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
          <AlertDialogHeader>
            <AlertDialogTitle>{title}</AlertDialogTitle>
            <AlertDialogDescription>{text}</AlertDialogDescription>
          </AlertDialogHeader>
          {(children || typed !== undefined || problem) && (
            <AlertDialogBody>
              {children}
              {typed !== undefined && (
                <Field label={`Type ${typed} to confirm`} required>
                  <Input
                    value={given}
                    onChange={(event) => setGiven(event.target.value)}
                    autoComplete="off"
                    autoCapitalize="none"
                    spellCheck={false}
                  />
                </Field>
              )}
              <FormAlert message={problem} />
            </AlertDialogBody>
          )}
          <AlertDialogFooter>
            <AlertDialogCancel type="button">Cancel</AlertDialogCancel>
            <Button type="submit" variant="danger" pending={pending}>
              {label}
            </Button>
          </AlertDialogFooter>
        </form>
      </AlertDialogContent>
    </AlertDialog>
  );
}
