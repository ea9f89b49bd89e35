// The floor of this platform: node:http in, undici out, bytes passed through, nothing else. No key, no check, no JSON, no record.
// Kept honest: buffering the request body and passing chunks on as they come is the quickest plain way that we know.
import { createServer } from "node:http";
import { Pool } from "undici";

const [port, upstream] = process.argv.slice(2);
const pool = new Pool(upstream);

class Pass {
  constructor(res) {
    this.res = res;
  }
  onRequestStart(controller) {
    this.controller = controller;
  }
  onResponseStart(_, status, headers) {
    if (status < 200) return;
    delete headers.connection;
    delete headers["keep-alive"];
    delete headers["transfer-encoding"];
    this.res.writeHead(status, headers);
  }
  onResponseData(controller, chunk) {
    if (this.res.write(chunk)) return;
    controller.pause();
    this.res.once("drain", () => controller.resume());
  }
  onResponseEnd() {
    this.res.end();
  }
  onResponseError() {
    this.res.destroy();
  }
}

createServer((req, res) => {
  const chunks = [];
  req.on("data", (chunk) => chunks.push(chunk));
  req.on("end", () => {
    const { host, connection, "content-length": length, ...headers } = req.headers;
    const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    const pass = new Pass(res);
    res.on("close", () => {
      if (!res.writableFinished) pass.controller?.abort(new Error("the client has gone"));
    });
    pool.dispatch({ path: req.url, method: req.method, headers, body }, pass);
  });
}).listen(Number(port), "127.0.0.1");
