import { randomBytes } from "node:crypto";
import type { Db } from "../db";
import { activeVersion } from "./kek/active";
import { keyEncryption } from "./kek/key-encryption";
import { open, seal } from "./seal";

export type Envelope = {
  sealedSecret: Uint8Array<ArrayBuffer>;
  sealedDataKey: Uint8Array<ArrayBuffer>;
  kekVersion: number;
};

export type SealedDataKey = Pick<Envelope, "sealedDataKey" | "kekVersion">;

const secretContext = (credentialId: string) => `gatehouse:credential:${credentialId}`;
const dataKeyContext = (credentialId: string) => `gatehouse:data-key:${credentialId}`;

/** Seals a provider's secret fields for the row that `db`, a transaction, is about to store: under the active KEK version. */
export const sealSecrets = async (db: Db, credentialId: string, secrets: Record<string, string>) =>
  sealUnder(await activeVersion(db), credentialId, secrets);

/** Seals secret fields under a fresh data key, and that under a KEK version. Both are bound to the credential's id. */
export async function sealUnder(
  kekVersion: number,
  credentialId: string,
  secrets: Record<string, string>,
): Promise<Envelope> {
  const dataKey = randomBytes(32);
  return {
    sealedSecret: seal(dataKey, secretContext(credentialId), Buffer.from(JSON.stringify(secrets))),
    sealedDataKey: await keyEncryption().seal(kekVersion, dataKeyContext(credentialId), dataKey),
    kekVersion,
  };
}

/** Opens a credential's secret fields; only the gateway does. Throws when the row was moved, changed or sealed elsewhere. */
export async function openSecrets(credentialId: string, envelope: Envelope): Promise<Record<string, string>> {
  const dataKey = await openDataKey(credentialId, envelope);
  const text = open(dataKey, secretContext(credentialId), envelope.sealedSecret).toString();
  // 0.1 sealed one bare API key.
  return text.startsWith("{") ? (JSON.parse(text) as Record<string, string>) : { apiKey: text };
}

/** The same data key sealed under another KEK version, and proven to open there. The secret itself is not touched. */
export async function resealDataKey(
  credentialId: string,
  sealed: SealedDataKey,
  kekVersion: number,
): Promise<SealedDataKey> {
  const dataKey = await openDataKey(credentialId, sealed);
  const sealedDataKey = await keyEncryption().seal(kekVersion, dataKeyContext(credentialId), dataKey);
  const reopened = await openDataKey(credentialId, { sealedDataKey, kekVersion });
  if (!reopened.equals(dataKey)) throw new Error("a re-sealed data key does not open to itself");
  return { sealedDataKey, kekVersion };
}

const openDataKey = async (credentialId: string, { sealedDataKey, kekVersion }: SealedDataKey) =>
  keyEncryption().open(kekVersion, dataKeyContext(credentialId), sealedDataKey);
