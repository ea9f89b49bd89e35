// Run by kek.test.ts as a process of its own: a gateway that opens every project's credentials again and again, from the database.
// Stops on SIGTERM and says how many loads there were and what was wrong with any of them.
import { applyLocally } from "../changes";
import { checkKek, RouteCache } from "../credentials";
import { closeDb, db } from "../db";
import { dataPath, env } from "../env";
import { provideKek } from "../kek-folder";
import { ChangeListener } from "../listener";

const [expected, ...projectIds] = process.argv.slice(2);
provideKek(dataPath());
await checkKek(db());
const listener = new ChangeListener(env().DATABASE_URL!);
await listener.start();
const cache = new RouteCache();
const failures: string[] = [];
let loads = 0;
let stopping = false;
process.on("SIGTERM", () => {
  stopping = true;
});
process.stdout.write("ready\n");

while (!stopping) {
  for (const projectId of projectIds) {
    applyLocally({ kind: "routes", projectId });
    await load(projectId).catch((error) => failures.push(String(error)));
    loads++;
  }
}
process.stdout.write(`${JSON.stringify({ loads, failures: failures.slice(0, 10) })}\n`);
cache.close();
await listener.stop();
await closeDb();

async function load(projectId: string): Promise<void> {
  const { credentials } = await cache.routes(projectId);
  const right = credentials.filter(({ name, secrets }) => secrets.apiKey === `secret of ${name}`);
  if (right.length !== Number(expected)) failures.push(`${right.length} of ${expected} opened`);
}
