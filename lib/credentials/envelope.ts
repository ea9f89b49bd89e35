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

/** Seals a provider's secret under a fresh data key, and that under the KEK. Both are bound to the credential's id. */
export function sealSecret(credentialId: string, secret: string): Envelope {
  const dataKey = randomBytes(32);
  return {
    sealedSecret: seal(dataKey, secretContext(credentialId), Buffer.from(secret)),
    sealedDataKey: seal(kek(), dataKeyContext(credentialId), dataKey),
    kekVersion: KEK_VERSION,
  };
}

/** Opens a credential's secret; only the gateway does. Throws when the row was moved, changed or sealed elsewhere. */
export function openSecret(credentialId: string, envelope: Envelope): string {
  const dataKey = open(kek(), dataKeyContext(credentialId), envelope.sealedDataKey);
  return open(dataKey, secretContext(credentialId), envelope.sealedSecret).toString();
}
