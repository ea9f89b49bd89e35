// `npm run db:generate`: writes the Prisma client after a change of prisma/schema.prisma.
import { generateClient } from "./steps/generate.mjs";

await generateClient({ force: true });
