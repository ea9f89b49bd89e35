import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: ["{lib,app,components,bin,bench}/**/*.test.{ts,tsx}"],
    globalSetup: "./lib/store/testing.setup.ts",
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: {
      GATEHOUSE_LOG_LEVEL: "silent",
      GATEHOUSE_KEK: Buffer.alloc(32, "a key for tests").toString("base64"),
      NEXTAUTH_SECRET: "a session secret that only the tests use",
      NEXTAUTH_URL: "http://localhost:3000",
      NEXT_TELEMETRY_DISABLED: "1",
    },
  },
});
