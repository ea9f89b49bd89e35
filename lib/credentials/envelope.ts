import { randomBytes } from "node:crypto";
import { KEK_VERSION, kek } from "./kek";
import { open, seal } from "./seal";

export type Envelope = {
  sealedSecret: Uint8Array<ArrayBuffer>;
  sealedDataKey: Uint8Array<ArrayBuffer>;
  kekVersion: number;
};

const secretContext = (credentialId: string) => `gatehouse:credential:${credentialId}`;
const dataKeyContext = (credentialId: string) => `gatehouse:data-key:${credentialId}`;

/** Seals a provider's secret fields under a fresh data key, and that under the KEK. Both are bound to the credential's id. */
export function sealSecrets(credentialId: string, secrets: Record<string, string>): Envelope {
  const dataKey = randomBytes(32);
  return {
    sealedSecret: seal(dataKey, secretContext(credentialId), Buffer.from(JSON.stringify(secrets))),
    sealedDataKey: seal(kek(), dataKeyContext(credentialId), dataKey),
    kekVersion: KEK_VERSION,
  };
}

/** Opens a credential's secret fields; only the gateway does. Throws when the row was moved, changed or sealed elsewhere. */
export function openSecrets(credentialId: string, envelope: Envelope): Record<string, string> {
  const dataKey = open(kek(), dataKeyContext(credentialId), envelope.sealedDataKey);
  const text = open(dataKey, secretContext(credentialId), envelope.sealedSecret).toString();
  // 0.1 sealed one bare API key.
  return text.startsWith("{") ? (JSON.parse(text) as Record<string, string>) : { apiKey: text };
}
