import { Badge, type BadgeTone } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import type { ReferenceOperation } from "@/lib/api/schema";
import { Fields } from "./fields";

const TONES: Record<ReferenceOperation["method"], BadgeTone> = {
  GET: "info",
  POST: "success",
  PATCH: "warning",
  DELETE: "danger",
};

/** One operation: what it takes, a request to copy, and what it may answer. */
export function OperationSection({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, description, parameters, attributes, curl, answer, statuses } =
    operation;
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="flex scroll-mt-16 flex-col gap-3 lg:scroll-mt-6"
    >
      <div>
        <h3 id={`${id}-title`} className="font-medium text-base">
          <a href={`#${id}`} className="hover:underline">
            {summary}
          </a>
        </h3>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <Badge tone={TONES[method]}>{method}</Badge>
          <code className="wrap-anywhere font-mono text-xs">{path}</code>
        </p>
        {description && (
          <p className="mt-1.5 max-w-2xl text-pretty text-muted text-sm">{inCode(description)}</p>
        )}
      </div>
      {parameters.length > 0 && <Fields label={`Parameters of ${summary}`} fields={parameters} />}
      {attributes.length > 0 && (
        <Fields label={`Attributes to send: ${summary}`} fields={attributes} marksRequired />
      )}
      <div className="relative min-w-0 rounded-lg border border-line bg-sunken">
        <pre className="wrap-anywhere whitespace-pre-wrap px-3.5 py-3 pr-12 font-mono text-xs leading-5">
          <code>{curl}</code>
        </pre>
        <div className="absolute top-1 right-1 rounded-md bg-sunken">
          <CopyButton value={curl} label={`Copy request: ${summary}`} />
        </div>
      </div>
      <ul aria-label={`Answers of ${summary}`} className="flex flex-col gap-1 text-xs">
        {statuses.map(({ status, meaning }) => (
          <li key={status} className="flex gap-3">
            <code className="w-7 shrink-0">{status}</code>
            <span className="text-muted">{meaning}</span>
          </li>
        ))}
      </ul>
      {answer && (
        <details>
          <summary className="w-fit cursor-pointer rounded-sm text-accent-ink text-sm">
            What it answers
          </summary>
          <section
            aria-label={`Answer of ${summary}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard.
            tabIndex={0}
            className="mt-2 max-h-96 overflow-auto rounded-lg border border-line bg-sunken"
          >
            <pre className="w-max min-w-full px-3.5 py-3 font-mono text-xs leading-5">
              <code>{answer}</code>
            </pre>
          </section>
        </details>
      )}
    </section>
  );
}

/** What stands between backticks is code. */
const inCode = (text: string) =>
  text.split("`").map((part, i) => (i % 2 === 1 ? <code key={part}>{part}</code> : part));
