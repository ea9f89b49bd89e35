import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import type { Failure } from "./action-error";

/** Puts what the server refused where it belongs: on the fields it names, else above the form. Keeps the input. */
export function showFailure<T extends FieldValues, C, O>(
  form: UseFormReturn<T, C, O>,
  failure: Failure,
): void {
  const known = Object.entries(failure.fields).filter(([name]) => name.split(".")[0]! in form.getValues());
  for (const [name, message] of known) {
    form.setError(name as Path<T>, { type: "server", message }, { shouldFocus: true });
  }
  if (known.length === 0) form.setError("root.server", { type: failure.code, message: failure.message });
}
