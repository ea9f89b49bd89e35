import type { CustomModel } from "./schema";

/** A model as the audit log tells of it: with what it costs, per million tokens, and whether it is on the list. */
export function inAudit(model: CustomModel): string {
  const {
    name,
    inputUsdPerMillion: input,
    outputUsdPerMillion: output,
    cachedInputUsdPerMillion: cached,
  } = model;
  const prices =
    input === null ? "" : ` ($${input} in, $${output} out${cached ? `, $${cached} cached` : ""})`;
  return `${name}${prices}${model.listed ? "" : ", not listed"}`;
}
