import { bearerToken } from "./bearer-token";
import { requestToken } from "./request-token";
import type { Scheme } from "./scheme";

const AUTHORITY = "https://login.microsoftonline.com";
const SCOPE = "https://cognitiveservices.azure.com/.default";

/** Microsoft Entra ID's client credentials grant. `authority` in the config stands for a sovereign cloud's. */
export const clientCredentials: Scheme = bearerToken(({ config, secrets }, via) => {
  const authority = (config.authority || AUTHORITY).replace(/\/+$/, "");
  const form = {
    grant_type: "client_credentials",
    client_id: config.clientId ?? "",
    client_secret: secrets.clientSecret ?? "",
    scope: SCOPE,
  };
  return requestToken(
    `${authority}/${encodeURIComponent(config.tenantId ?? "")}/oauth2/v2.0/token`,
    form,
    via,
  );
});
