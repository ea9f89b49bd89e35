"use client";

import type { ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import { FormAlert } from "@/components/forms/form-alert";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import type { CredentialView } from "@/lib/credentials/schema";
import { ConnectionResult } from "./connection-result";
import { CredentialFields } from "./credential-fields";
import type { CredentialValues } from "./credential-values";
import { useConnectionTest } from "./use-connection-test";

type Props = {
  form: UseFormReturn<CredentialValues>;
  credential?: CredentialView;
  /** The words of the button that saves. */
  submitLabel: string;
  onSubmit: () => void;
  onCancel: () => void;
  /** The dialog's header. */
  children: ReactNode;
};

/** The form that creating and editing share: fields, a connection test, and the buttons. */
export function CredentialForm({ form, credential, submitLabel, onSubmit, onCancel, children }: Props) {
  const { errors, isSubmitting } = form.formState;
  const { run, pending, test } = useConnectionTest(form, credential);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      noValidate
      autoComplete="off"
      className="flex min-h-0 flex-col"
    >
      {children}
      <DialogBody>
        <FormAlert message={errors.root?.server?.message} />
        <CredentialFields form={form} credential={credential} />
      </DialogBody>
      {/* The result stands with the button that asked for it, however long the form is. */}
      <div className="sticky bottom-0">
        {test && <ConnectionResult test={test} />}
        <DialogFooter className="max-sm:grid max-sm:grid-cols-2 max-sm:[&>:last-child]:order-first max-sm:[&>:last-child]:col-span-full">
          <Button className="sm:mr-auto" pending={pending} onClick={run}>
            Test connection
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" variant="primary" pending={isSubmitting}>
            {submitLabel}
          </Button>
        </DialogFooter>
      </div>
    </form>
  );
}
