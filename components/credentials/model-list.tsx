import { Tooltip } from "@/components/ui/tooltip";

const SHOWN = 2;

/** The first models of a credential and how many more there are. */
export function ModelList({ models }: { models: string[] }) {
  if (models.length === 0) return <span className="whitespace-nowrap text-muted">All of the provider</span>;
  const rest = models.slice(SHOWN);
  return (
    <ul className="flex flex-wrap items-center gap-1 xl:flex-nowrap" aria-label="Models">
      {models.slice(0, SHOWN).map((model) => (
        <li
          key={model}
          title={model}
          className="max-w-44 truncate rounded-sm border border-line bg-sunken px-1.5 font-mono text-2xs leading-4.5"
        >
          {model}
        </li>
      ))}
      {rest.length > 0 && (
        <Tooltip content={rest.slice(0, 20).join(", ") + (rest.length > 20 ? " …" : "")}>
          <li className="whitespace-nowrap text-muted text-xs">
            +{rest.length}
            <span className="sr-only"> more: {rest.join(", ")}</span>
          </li>
        </Tooltip>
      )}
    </ul>
  );
}
