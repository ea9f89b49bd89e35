import { findProvider } from "@pydantic/genai-prices";
import { type ProviderId, providerOf } from "./schema";

/** Ids that are patterns of fine-tunes rather than names. */
const NO_NAME = /^ft:|[.-]$/;

const lists = new Map<ProviderId, string[]>();

/** The models that the catalogue knows of a provider, by id; empty where it has no list. */
export function catalogueModels(provider: ProviderId): string[] {
  const known = lists.get(provider);
  if (known) return known;
  const { catalogue, serves } = providerOf(provider);
  const models = catalogue ? (findProvider({ providerId: catalogue })?.models ?? []) : [];
  const names = models
    .map((model) => model.id)
    .filter((id) => !NO_NAME.test(id) && (serves?.test(id) ?? true))
    .sort();
  lists.set(provider, names);
  return names;
}
