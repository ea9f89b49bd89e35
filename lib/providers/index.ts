export { catalogueModels, type Prices } from "./catalogue";
export * from "./schema";
