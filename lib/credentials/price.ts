import { catalogueRates, type ProviderId, plainRates, type Rates } from "../providers";

export type PricedModel = {
  name: string;
  inputNanoUsdPerMillion: bigint | null;
  outputNanoUsdPerMillion: bigint | null;
  cachedInputNanoUsdPerMillion: bigint | null;
};

/** What custom models cost. Half a price is none: what is missing must not be given away. */
export function customPrices(models: PricedModel[]): Map<string, Rates> {
  const prices = new Map<string, Rates>();
  for (const model of models) {
    const { inputNanoUsdPerMillion: input, outputNanoUsdPerMillion: output } = model;
    if (input === null || output === null) continue;
    prices.set(model.name, plainRates(input, output, model.cachedInputNanoUsdPerMillion));
  }
  return prices;
}

/** What a credential's model costs in calls that begin at an instant: its own price, else the catalogue's; null where it has none. */
export const priceOf = (
  credential: { provider: ProviderId; prices: Map<string, Rates> },
  model: string,
  atMs: number,
): Rates | null => credential.prices.get(model) ?? catalogueRates(credential.provider, model, atMs);
