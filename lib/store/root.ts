import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The checkout's folder, whether this runs from its source or from the bundle in dist/. */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "prisma/schema.prisma"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error("The checkout's folder was not found.");
    folder = above;
  }
  return folder;
}
