import { db } from "../db";
import { newId } from "../ids";
import type { CreateEndpointInput } from "./schema";

/** A credential's row: endpoints only name it, nobody opens it in their tests. Returns its id. */
export async function testCredential({ projectId }: { projectId: string }, name: string): Promise<string> {
  const id = newId();
  const sealed = { sealedSecret: Buffer.from("-"), sealedDataKey: Buffer.from("-"), kekVersion: 1 };
  await db().credential.create({
    data: {
      ...{ id, projectId, name, provider: "openai", baseUrl: "https://api.openai.com/v1", hint: "…x7Qa" },
      ...{ ...sealed, createdByKind: "SYSTEM", createdByName: "test" },
    },
  });
  return id;
}

/** An endpoint that splits its calls 70/30 between two credentials and falls back to both. */
export const split = (first: string, second: string, slug: string): CreateEndpointInput => ({
  slug,
  targets: [
    { credentialId: first, model: "gpt-4o", weight: 70 },
    { credentialId: second, model: "gpt-4o-mini", weight: 30 },
  ],
  fallbacks: [
    { credentialId: second, model: "gpt-4.1" },
    { credentialId: first, model: "gpt-4.1" },
  ],
  timeoutMs: 5000,
});

/** One target that takes every call. */
export const whole = (credentialId: string) => [{ credentialId, model: "m", weight: 100 }];
