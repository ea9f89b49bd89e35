import { parseArgs } from "node:util";
import { startFakeUpstream } from "./index";

const { values } = parseArgs({ options: { port: { type: "string" }, secret: { type: "string" } } });
const upstream = await startFakeUpstream({ port: Number(values.port ?? 0), secret: values.secret });
console.log(upstream.url);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void upstream.close());
