import type { UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import type { Failure } from "@/components/forms/action-error";
import { showFailure } from "@/components/forms/show-failure";
import type {
  CreateEndpointInput,
  createEndpointInput,
  EndpointView,
  Fallback,
} from "@/lib/endpoints/schema";

export type EndpointForm = UseFormReturn<CreateEndpointInput, unknown, z.output<typeof createEndpointInput>>;

/** What the form starts with: an endpoint as it is, or one target that takes every call. */
export function initialValues(endpoint: EndpointView | null, firstCredentialId = ""): CreateEndpointInput {
  if (!endpoint) {
    const targets = [{ credentialId: firstCredentialId, model: "", weight: 100 }];
    return { slug: "", targets, fallbacks: [], timeoutMs: null };
  }
  const { slug, timeoutMs } = endpoint;
  const targets = endpoint.targets.map((target) => ({ ...place(target), weight: target.weight }));
  return { slug, targets, fallbacks: endpoint.fallbacks.map(place), timeoutMs };
}

/** A broken target has no credential: the form asks for another one. */
const place = ({ credential, model }: Fallback) => ({ credentialId: credential?.id ?? "", model });

export const isBroken = ({ targets, fallbacks }: EndpointView) =>
  [...targets, ...fallbacks].some((target) => target.credential === null);

/** Puts what the server refused on the very row that it names, else where every form puts it. */
export function showRefusal(form: EndpointForm, failure: Failure): void {
  const rows = Object.entries(failure.fields).filter(([name]) => /^(targets|fallbacks)\.\d+\./.test(name));
  for (const [name, message] of rows) {
    form.setError(
      name as `targets.${number}.credentialId`,
      { type: "server", message },
      { shouldFocus: true },
    );
  }
  if (rows.length === 0) showFailure(form, failure);
}
