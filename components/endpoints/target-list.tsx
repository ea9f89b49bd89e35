import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import type { EndpointView, Fallback } from "@/lib/endpoints/schema";
import { shadeOf, WeightBar } from "./weight-bar";

const SHOWN = 3;

/** How an endpoint's targets share its calls. */
export function TargetList({ targets }: Pick<EndpointView, "targets">) {
  return (
    <div className="min-w-0">
      <WeightBar
        className="mb-1.5"
        parts={targets.map(({ weight, credential }) => ({ weight, broken: credential === null }))}
      />
      <ul aria-label="Targets" className="grid gap-0.5">
        {numbered(targets.slice(0, SHOWN)).map(({ key, item, place }) => (
          <li key={key} className="flex min-w-0 items-center gap-1.5 text-xs">
            <span
              className={cn("size-2 shrink-0 rounded-sm", markOf(item), shadeOf(place))}
              aria-hidden="true"
            />
            <span className="w-9 shrink-0 text-right font-medium">{item.weight}%</span>
            <Place place={item} />
          </li>
        ))}
      </ul>
      <More items={targets.slice(SHOWN)} />
    </div>
  );
}

/** Where calls go when a target fails, in order. */
export function FallbackList({ fallbacks }: Pick<EndpointView, "fallbacks">) {
  if (fallbacks.length === 0) return <span className="text-faint">None</span>;
  return (
    <>
      <ol aria-label="Fallbacks" className="grid gap-0.5">
        {numbered(fallbacks.slice(0, SHOWN)).map(({ key, item, place }) => (
          <li key={key} className="flex min-w-0 items-center gap-1.5 text-xs">
            <span className="text-muted">{place + 1}.</span>
            <Place place={item} />
          </li>
        ))}
      </ol>
      <More items={fallbacks.slice(SHOWN)} />
    </>
  );
}

const markOf = (target: Fallback) => (target.credential ? "bg-accent-ink" : "bg-danger-ink");
/** Targets have no identity but their place: the same credential and model may stand twice. */
const numbered = <T,>(items: T[]) => items.map((item, place) => ({ key: `place-${place}`, item, place }));
const nameOf = ({ credential, model }: Fallback) => `${credential?.name ?? "deleted"}: ${model}`;

function Place({ place }: { place: Fallback }) {
  return (
    <span className="flex min-w-0 flex-1 items-center gap-1.5" title={nameOf(place)}>
      {place.credential ? (
        <span className="max-w-3/5 shrink-0 truncate">{place.credential.name}</span>
      ) : (
        <Badge tone="danger">LLM key deleted</Badge>
      )}
      <code className="truncate font-mono text-muted">{place.model}</code>
    </span>
  );
}

function More({ items }: { items: Fallback[] }) {
  if (items.length === 0) return null;
  const names = items.map(nameOf).join(", ");
  return (
    <Tooltip content={names}>
      <span className="text-muted text-xs">
        +{items.length} more<span className="sr-only">: {names}</span>
      </span>
    </Tooltip>
  );
}
