/**
 * The floor: a durable relay. It appends each message to a log, flushes the log once for all that arrived
 * meanwhile, and sends the message to everybody connected. No store, no query, no permission.
 */
import { closeSync, fdatasync, openSync, rmSync, write } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocketServer, type WebSocket } from "ws";

type Waiting = { frame: Buffer; from: WebSocket };

const path = join(tmpdir(), `relay-${process.pid}.log`);
const log = openSync(path, "w");
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
let waiting: Waiting[] = [];
let isFlushing = false;

/** One flush serves all that wait; the next batch forms meanwhile. */
function flush(): void {
  if (isFlushing || waiting.length === 0) return;
  isFlushing = true;
  const batch = waiting;
  waiting = [];
  write(log, Buffer.concat(batch.map(({ frame }) => frame)), () => {
    fdatasync(log, () => {
      isFlushing = false;
      for (const { frame, from } of batch) deliver(frame, from);
      flush();
    });
  });
}

function deliver(frame: Buffer, from: WebSocket): void {
  from.send(`ack ${frame.subarray(0, 20).toString("latin1")}`);
  for (const client of server.clients) if (client !== from) client.send(frame, { binary: false });
}

server.on("connection", (socket) => {
  socket.on("message", (data) => {
    waiting.push({ frame: data as Buffer, from: socket });
    flush();
  });
});
server.on("listening", () =>
  process.send?.({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);
process.on("disconnect", () => {
  closeSync(log);
  rmSync(path, { force: true });
  process.exit(0);
});
