import { Tooltip } from "@/components/ui/tooltip";
import type { CredentialView } from "@/lib/credentials/schema";

const SHOWN = 2;
const LISTED = 20;

/** The first custom models of a credential, how many more there are, and whether its provider's own can be called too. */
export function ModelList({ credential }: { credential: CredentialView }) {
  const names = listed(credential).map((model) => model.name);
  const rest = names.slice(SHOWN);
  return (
    <ul className="flex min-w-32 flex-wrap items-center gap-1" aria-label="Models">
      {names.slice(0, SHOWN).map((name) => (
        <li
          key={name}
          title={name}
          className="max-w-44 truncate rounded-sm border border-line bg-sunken px-1.5 font-mono text-2xs leading-4.5"
        >
          {name}
        </li>
      ))}
      {rest.length > 0 && (
        <Tooltip content={rest.slice(0, LISTED).join(", ") + (rest.length > LISTED ? " …" : "")}>
          <li className="text-muted text-xs">
            +{rest.length}
            <span className="sr-only"> more: {rest.join(", ")}</span>
          </li>
        </Tooltip>
      )}
      <li className="whitespace-nowrap text-muted text-xs empty:hidden">{defaultsOf(credential)}</li>
    </ul>
  );
}

/** Without those that have but a price. */
const listed = ({ models }: CredentialView) => models.filter((model) => model.listed);

/** The provider's own models in words; empty where only the custom ones can be called. */
export function defaultsOf(credential: CredentialView): string {
  const { withDefaultModels, defaultModelCount } = credential;
  const models = listed(credential);
  if (!withDefaultModels) return models.length === 0 ? "None" : "";
  if (defaultModelCount > 0) return `${models.length > 0 ? "and " : ""}${defaultModelCount} defaults`;
  return models.length === 0 ? "Any model" : "";
}
