export { catalogueModels } from "./catalogue";
export { catalogueRates } from "./catalogue-rates";
export { maxOutputTokens } from "./max-output";
export {
  type Counts,
  ceilingOf,
  costOf,
  type Possible,
  plainRates,
  type Rates,
  type Tier,
  type TokenRates,
} from "./rates";
export * from "./schema";
