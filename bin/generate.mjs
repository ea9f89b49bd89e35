// `npm run db:generate`: writes the Prisma client after a change of prisma/schema.prisma.
import { generate } from "./steps/generate.mjs";
import { report } from "./steps/report.mjs";

try {
  await generate();
} catch (error) {
  report(error);
  process.exitCode = 1;
}
