// Holds a number of streams open on bare sockets, each beginning anew when it ends, and prints what it saw as JSON.
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    model: { type: "string" },
    key: { type: "string" },
    streams: { type: "string" },
    seconds: { type: "string" },
  },
});
const url = new URL(values.url);
const body = JSON.stringify({
  messages: [{ role: "user", content: "Hello!" }],
  stream: true,
  model: values.model,
});
const request = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: Bearer ${values.key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
const END = Buffer.from("0\r\n\r\n");
const firstMs = [];
let completed = 0;
let failed = 0;
let counting = false;

function run() {
  const socket = connect({ port: Number(url.port), host: "127.0.0.1", noDelay: true });
  let sentMs = 0;
  let begun = false;
  const next = () => {
    begun = false;
    sentMs = performance.now();
    socket.write(request);
  };
  socket.on("connect", next);
  socket.on("error", () => {});
  socket.on("close", () => {
    failed++;
  });
  socket.on("data", (chunk) => {
    if (!begun && chunk.includes("data:")) {
      begun = true;
      if (counting) firstMs.push(performance.now() - sentMs);
    }
    if (chunk.length < END.length || chunk.compare(END, 0, END.length, chunk.length - END.length) !== 0)
      return;
    if (counting) completed++;
    next();
  });
}

for (let i = 0; i < Number(values.streams); i++) {
  run();
  if (i % 50 === 49) await sleep(10);
}
await sleep(1000);
counting = true;
const startedMs = performance.now();
await sleep(Number(values.seconds) * 1000);
counting = false;
const seconds = (performance.now() - startedMs) / 1000;
firstMs.sort((a, b) => a - b);
const percentile = (part) => firstMs[Math.floor(firstMs.length * part)] ?? Number.NaN;
console.log(JSON.stringify({ completed, seconds, failed, p50Ms: percentile(0.5), p99Ms: percentile(0.99) }));
process.exit(0);
