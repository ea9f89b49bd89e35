import type { OpenCredential, Routes } from "../credentials";
import { isProviderId } from "../providers";
import { type Refusal, refusal } from "./refusals";
import { indexOf } from "./route-index";

/** Where a model leads: a credential, and the model's name there. */
export type Resolved = { credential: OpenCredential; model: string };

const MAX_NAMED = 10;

/**
 * Finds the credential for a model. In this order: a name that exactly one credential lists, slashes and all; `<credential>/<model>`;
 * `<provider>/<model>`; and for a bare name the only open-ended credential, which serves whatever its provider has.
 */
export function resolveModel(routes: Routes, model: string): Resolved | Refusal {
  const { credentials } = routes;
  if (credentials.length === 0) {
    return noCredential(
      "This project has no LLM API key to call with. An admin can add one in its settings.",
    );
  }
  const listing = indexOf(routes).listing.get(model);
  if (listing) return listing.length === 1 ? { credential: listing[0]!, model } : ambiguous(model, listing);
  return prefixed(credentials, model) ?? open(credentials, credentials, model, model);
}

function prefixed(credentials: OpenCredential[], model: string): Resolved | Refusal | null {
  const slash = model.indexOf("/");
  if (slash <= 0 || slash === model.length - 1) return null;
  const prefix = model.slice(0, slash);
  const rest = model.slice(slash + 1);
  const named = credentials.find((credential) => credential.name === prefix);
  if (named && serves(named, rest)) return { credential: named, model: rest };
  if (!isProviderId(prefix)) return named ? notFound(credentials, model) : null;
  const ofProvider = credentials.filter((credential) => credential.provider === prefix);
  if (ofProvider.length === 0) {
    if (named) return notFound(credentials, model);
    const message = `This project has no LLM API key for ${prefix}. An admin can add one in its settings.`;
    return noCredential(message);
  }
  const listing = ofProvider.filter((credential) => credential.models.includes(rest));
  if (listing.length === 1) return { credential: listing[0]!, model: rest };
  if (listing.length > 1) return ambiguous(rest, listing);
  return open(credentials, ofProvider, model, rest);
}

const serves = (credential: OpenCredential, model: string) =>
  credential.openEnded || credential.models.includes(model);

/** The only candidate that is open-ended. */
function open(all: OpenCredential[], candidates: OpenCredential[], asked: string, model: string) {
  const open = candidates.filter(({ openEnded }) => openEnded);
  if (open.length === 1) return { credential: open[0]!, model };
  return open.length === 0 ? notFound(all, asked) : ambiguous(model, open);
}

const noCredential = (message: string) => refusal(404, "no_credential", message, "model");

function ambiguous(model: string, candidates: OpenCredential[]): Refusal {
  const choices = enumerate(candidates.map((credential) => `${credential.name}/${model}`));
  const message = `More than one LLM API key of this project serves ${quote(model)}. Say which: ${choices}.`;
  return refusal(404, "model_not_found", message, "model");
}

function notFound(credentials: OpenCredential[], model: string): Refusal {
  const known = [...new Set(credentials.flatMap((credential) => credential.models))];
  const open = credentials.filter(({ openEnded }) => openEnded);
  const hint =
    known.length > 0
      ? `It has ${enumerate(known)}.`
      : `Name it as ${enumerate(open.map((credential) => `${credential.name}/<model>`))}.`;
  return refusal(404, "model_not_found", `This project has no model ${quote(model)}. ${hint}`, "model");
}

const quote = (model: string) => `'${model.length > 200 ? `${model.slice(0, 200)}…` : model}'`;

function enumerate(names: string[]): string {
  const rest = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(", ") + (rest > 0 ? ` and ${rest} more (GET /v1/models)` : "");
}
