import { existsSync } from "node:fs";
import { run, step } from "./progress.mjs";
import { hashOf, inRoot, Stamp } from "./project.mjs";

const stamp = new Stamp("lib/generated/.stamp");
const wanted = () => hashOf(["prisma/schema.prisma", "node_modules/prisma/package.json"]);

export const isGenerated = () => existsSync(inRoot("lib/generated/client.ts")) && stamp.value === wanted();

/** Writes the Prisma client. Naming an engine keeps Prisma from downloading one that generating does not need. */
export async function generate() {
  await step("Generating the database client", async () => {
    const value = wanted();
    stamp.clear();
    await run(process.execPath, [inRoot("node_modules/prisma/build/index.js"), "generate"], {
      env: {
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      },
    });
    stamp.write(value);
  });
}
