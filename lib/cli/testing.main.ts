// Run by kek.test.ts as a process of its own, which can be killed: the command line tool from its source.
import { main } from "./main";

process.exitCode = await main(process.argv.slice(2));
