import { headers } from "next/headers";
import { Hydrated } from "./hydrated";
import { keepEarlyInput } from "./keep";

/** Loses nothing of what is done on the page before its code has come. Goes before everything that can be typed in or pressed. */
export async function EarlyInput() {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <>
      <script
        nonce={nonce}
        // The browser hides a nonce from scripts once it has been used.
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own function's text
        dangerouslySetInnerHTML={{ __html: `(${keepEarlyInput})()` }}
      />
      <Hydrated />
    </>
  );
}
