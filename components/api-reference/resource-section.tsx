import type { ReferenceResource } from "@/lib/api/schema";
import { Fields } from "./fields";
import { OperationSection } from "./operation-section";

/** One kind of thing: what it has, and what can be done with it. */
export function ResourceSection({ resource }: { resource: ReferenceResource }) {
  const { type, title, about, attributes, operations } = resource;
  return (
    <section id={type} aria-labelledby={`${type}-title`} className="scroll-mt-16 lg:scroll-mt-6">
      <h2 id={`${type}-title`} className="font-semibold text-lg tracking-tight">
        {title}
      </h2>
      <p className="mt-0.5 text-pretty text-muted text-sm">{about}</p>
      <details className="mt-3">
        <summary className="w-fit cursor-pointer rounded-sm text-accent-ink text-sm">
          Attributes of <code>{type}</code>
        </summary>
        <div className="mt-2">
          <Fields label={`Attributes of ${type}`} fields={attributes} />
        </div>
      </details>
      <div className="mt-6 flex flex-col gap-10">
        {operations.map((operation) => (
          <OperationSection key={operation.id} operation={operation} />
        ))}
      </div>
    </section>
  );
}
