/**
 * Ports for servers of which an address is needed before they listen, or again after they were away.
 *
 * The system gives out a port of its own choice only while somebody listens: in between any other server or outgoing
 * connection may get it. These are below all that systems choose from (32768 and up), and one process has each.
 */
import { once } from "node:events";
import { createServer, type Server } from "node:net";

const FIRST = 20_000;
const COUNT = 5_000;
let next = process.pid;

/** Listens on a port, of all addresses as a proxy does. Null when it is in use. */
async function listening(port: number): Promise<Server | null> {
  const server = createServer();
  // Nobody waits for the end of what only holds a port.
  server.unref();
  try {
    await once(server.listen(port), "listening");
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return null;
  }
}

/** A port of this machine on which nobody listens. No other process is given it before this one ends. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + (next++ % COUNT);
    // The sign that a port is taken is a port in use as well, so that it goes with its process.
    const sign = await listening(port + COUNT);
    if (sign === null) continue;
    const server = await listening(port);
    if (server === null) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
