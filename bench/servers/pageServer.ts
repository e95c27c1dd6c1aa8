/** B4's floor: a WebSocket server that answers each message with a page of 50 from a plain SQLite table. */
import { DatabaseSync } from "node:sqlite";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

const [path] = process.argv.slice(2) as [string];
const db = new DatabaseSync(path, { readOnly: true });
const newest = db.prepare("SELECT json FROM m WHERE channel = ? ORDER BY at DESC LIMIT 50");
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
server.on("connection", (socket) => {
  socket.on("message", (channel) => {
    const page = newest.all((channel as Buffer).toString()) as { json: string }[];
    socket.send(JSON.stringify(page.map(({ json }) => JSON.parse(json) as object)));
  });
});
server.on("listening", () =>
  process.send?.({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);
process.on("disconnect", () => process.exit(0));
