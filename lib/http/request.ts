import { headers } from "next/headers";
import { ADDRESS_HEADER } from "../address";
import { env } from "../env";

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The remote address of the request being answered. */
export async function requestAddress(): Promise<string | null> {
  return (await headers()).get(ADDRESS_HEADER);
}

/** The address that applications and people reach this installation at: NEXTAUTH_URL, or while that is local, the one used now. */
export async function publicOrigin(): Promise<string> {
  const configured = env().NEXTAUTH_URL ? new URL(env().NEXTAUTH_URL!) : null;
  if (configured && !LOCAL_HOSTS.has(configured.hostname)) return configured.origin;
  const host = (await headers()).get("host");
  if (host && URL.canParse(`http://${host}`)) return new URL(`http://${host}`).origin;
  return configured?.origin ?? `http://localhost:${env().PORT}`;
}
