// An upstream that streams, on bare sockets so that it is not what is measured. The request's model says how:
// `fast` as quickly as it is taken, four events a write; `paced-<milliseconds>` an event each so many milliseconds.
import { createServer } from "node:net";

const [port, eventsPerStream] = process.argv.slice(2).map(Number);
const EVENTS_PER_WRITE = 4;

const data = JSON.stringify({
  id: "chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG",
  object: "chat.completion.chunk",
  created: 1741570283,
  model: "gpt-4o-mini",
  system_fingerprint: "fp_44709d6fcb",
  choices: [{ index: 0, delta: { content: " word" }, logprobs: null, finish_reason: null }],
});
const frame = (text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
const EVENT = Buffer.from(frame(`data: ${data}\n\n`));
const FIRST = Buffer.concat([Buffer.from(HEAD), EVENT]);
const BATCH = Buffer.concat(Array(EVENTS_PER_WRITE).fill(EVENT));
const LAST = Buffer.from(`${frame("data: [DONE]\n\n")}0\r\n\r\n`);

function stream(socket, pauseMs, events) {
  let left = events - 1;
  socket.write(FIRST);
  if (pauseMs > 0) {
    const timer = setInterval(() => {
      if (left-- > 0 && !socket.destroyed) return socket.write(EVENT);
      clearInterval(timer);
      socket.write(LAST);
    }, pauseMs);
    return;
  }
  const more = () => {
    while (left > 0) {
      left -= EVENTS_PER_WRITE;
      if (!socket.write(BATCH) && left > 0) return socket.once("drain", more);
    }
    socket.write(LAST);
  };
  more();
}

const server = createServer({ noDelay: true }, (socket) => {
  let request = "";
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    request += chunk.latin1Slice();
    const model = /"model":"(?:fast|paced-(\d+))".*\}$/s.exec(request);
    if (!model) return;
    request = "";
    const pauseMs = Number(model[1] ?? 0);
    stream(socket, pauseMs, pauseMs > 0 ? Math.ceil(1000 / pauseMs) : eventsPerStream);
  });
});
server.listen(port, "127.0.0.1", 4096);
