import type { ProviderId } from "./schema";

const MAX_KNOWN = 10_000;

/** What is found out about a model once, and then known. Applications choose the names: past a bound the oldest are forgotten. */
export function remembered<V>(find: (provider: ProviderId, model: string) => V) {
  const known = new Map<string, V>();
  return (provider: ProviderId, model: string): V => {
    const key = `${provider}/${model}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = find(provider, model);
    if (known.size >= MAX_KNOWN) known.delete(known.keys().next().value!);
    known.set(key, value);
    return value;
  };
}
