import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";

/** What holds for every operation. */
export function Introduction({ base }: { base: string }) {
  return (
    <section aria-label="Basics" className="flex max-w-2xl flex-col gap-4 text-sm">
      <div className="flex min-w-0 items-center gap-2 rounded-lg border border-line bg-sunken py-1.5 pr-1.5 pl-3">
        <code className="wrap-anywhere min-w-0 flex-1 font-mono text-xs">{base}</code>
        <CopyButton value={base} label="Copy base URL" />
      </div>
      <dl className="flex flex-col gap-3">
        <Rule name="Authentication">
          A key of this project, as <code>Authorization: Bearer …</code> or <code>X-API-Key: …</code>. Keys
          that are “gateway only” are refused with 403; another project is 404.
        </Rule>
        <Rule name="Documents">
          <a
            href="https://jsonapi.org/format/1.1/"
            rel="noreferrer"
            className="text-accent-ink underline underline-offset-2"
          >
            JSON:API 1.1
          </a>
          , announced as <code>application/vnd.api+json</code> or <code>application/json</code>. Attributes
          are in snake_case; on PATCH what is left out stays, and null clears.
        </Rule>
        <Rule name="Requests below">
          Run as they stand in a shell that holds the key in <code>GATEHOUSE_API_KEY</code> and, where one is
          needed, the thing’s id in <code>ID</code>.
        </Rule>
        <Rule name="Lists">
          <code>page[size]</code> up to 200; follow <code>links.next</code> until it is null.
        </Rule>
        <Rule name="Errors">
          An <code>errors</code> list, each with <code>status</code>, <code>code</code>, <code>detail</code>{" "}
          and a <code>source</code> that points to what is wrong. <code>x-request-id</code> finds the call in
          the log.
        </Rule>
        <Rule name="Repeating safely">
          Send POST with an <code>Idempotency-Key</code>: within a day the same request again is answered as
          the first one was, without its secret.
        </Rule>
      </dl>
    </section>
  );
}

const Rule = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
    <dt className="font-medium">{name}</dt>
    <dd className="text-pretty text-muted [&_code]:text-ink [&_code]:text-xs">{children}</dd>
  </div>
);
