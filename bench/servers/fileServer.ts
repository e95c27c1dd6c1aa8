/** The floor of files: a bare HTTP server that writes what is posted to disk, flushes it, and reads ranges of it back. */
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

const [folder] = process.argv.slice(2) as [string];
const path = join(folder, "bare");

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await pipeline(request, createWriteStream(`${path}.new`));
  const file = await open(`${path}.new`, "r");
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
  response.end("{}");
}

async function give(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
  response.writeHead(206, { "content-type": "application/octet-stream" });
  await pipeline(createReadStream(path, { start: Number(start), end: Number(end) }), response);
}

const server = createServer((request, response) => {
  const step = request.method === "POST" ? take : give;
  step(request, response).catch(() => response.destroy());
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on("disconnect", () => process.exit(0));
