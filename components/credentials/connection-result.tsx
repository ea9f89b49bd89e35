import { Callout } from "@/components/ui/callout";
import type { ConnectionTest } from "@/lib/credentials/schema";

/** What a provider said to a trial call, in one line. */
export function sayConnection(test: ConnectionTest): string {
  if (!test.ok) return test.message;
  const models =
    test.models === null ? "" : ` and lists ${test.models} ${test.models === 1 ? "model" : "models"}`;
  return `The provider accepts the key${models} (${test.tookMs} ms).`;
}

const TITLES = {
  wrong_key: "The key was refused",
  unreachable: "Not reachable",
  timeout: "No answer in time",
  not_found: "Nothing at this address",
  refused: "This address is not allowed",
  unexpected: "An unexpected answer",
} as const;

/** How a connection test ended; announced when it appears. */
export function ConnectionResult({ test }: { test: ConnectionTest }) {
  return (
    <div role="status" className="border-t bg-surface px-5 py-3">
      <Callout tone={test.ok ? "success" : "danger"} title={test.ok ? "It works" : TITLES[test.reason]}>
        {sayConnection(test)}
      </Callout>
    </div>
  );
}
