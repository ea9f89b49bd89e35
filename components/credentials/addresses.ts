/** The part of a base URL that tells one provider from another. */
export const hostOf = (baseUrl: string) => (URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl);
