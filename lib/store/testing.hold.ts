// Run by open.test.ts as a process of its own: opens the store in the role given, says where it is, and stays.
import { openStore } from "./open";

const store = await openStore(process.argv[2] === "command" ? "command" : "server");
process.stdout.write(`${store.url}\n`);
process.on("SIGTERM", () => store.close().then(() => process.exit()));
setInterval(() => {}, 1000);
