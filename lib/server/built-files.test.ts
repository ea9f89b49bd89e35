import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withBuiltFiles } from "./built-files";

const SCRIPT = "export const answer = 42;\n".repeat(100);
let folder: string;
let server: Server;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-static-"));
  mkdirSync(join(folder, "static/chunks"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "not for anybody");
  writeFileSync(join(folder, "static/chunks/a.js"), SCRIPT);
  writeFileSync(join(folder, "static/chunks/a.js.br"), brotliCompressSync(SCRIPT));
  const handle = withBuiltFiles(
    (asked, response) => response.end(`next: ${asked.url}`),
    join(folder, "static"),
  );
  server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const get = async (path: string, encoding = "gzip, br") => {
  const answer = await request(`${url}${path}`, { headers: { "accept-encoding": encoding } });
  return { ...answer, bytes: Buffer.from(await answer.body.arrayBuffer()) };
};

describe("built files", () => {
  it("leave as the build compressed them, to be kept forever, where the browser takes that", async () => {
    const { headers, bytes } = await get("/_next/static/chunks/a.js");
    expect(headers).toMatchObject({
      "content-encoding": "br",
      "content-type": "text/javascript",
      "cache-control": "public,max-age=31536000,immutable",
      vary: "Accept-Encoding",
    });
    expect(brotliDecompressSync(bytes).toString()).toBe(SCRIPT);
    const plain = await get("/_next/static/chunks/a.js", "identity");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.bytes.toString()).toBe(SCRIPT);
  });

  it("are all that is served from the folder; everything else goes on with its own address", async () => {
    for (const path of [
      "/_next/static/none.js?v=1",
      "/admin",
      "/_next/static/..%2fsecret.txt",
      "/_next/static/../secret.txt",
    ]) {
      expect((await get(path)).bytes.toString()).toMatch(/^next: \//);
    }
  });
});
