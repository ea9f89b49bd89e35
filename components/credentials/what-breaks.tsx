import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CredentialView } from "@/lib/credentials/schema";
import { DependentLinks } from "./dependents";

/** What a credential's deletion would break: the endpoints that need it, and how recently it was used. */
export function WhatBreaks({ credential }: { credential: CredentialView }) {
  const { lastUsedAt, dependents } = credential;
  const used = lastUsedAt ? (
    <>
      Last used <RelativeTime value={lastUsedAt} />.
    </>
  ) : (
    "No call was ever forwarded with it."
  );
  if (dependents.length === 0) return <p className="rounded-md border bg-sunken px-3 py-2 text-sm">{used}</p>;
  const title =
    dependents.length === 1 ? "An endpoint depends on it" : `${dependents.length} endpoints depend on it`;
  return (
    <Callout tone="warning" title={title}>
      <div className="my-1.5">
        <DependentLinks credential={credential} />
      </div>
      <p>{used}</p>
    </Callout>
  );
}
