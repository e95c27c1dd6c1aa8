/** What the one port answers besides functions: health, metrics, and nonsense. */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { startEngine, type Engine } from "../../engine/engine.ts";

const dataDir = mkdtempSync(join(tmpdir(), "engine-server-"));
let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({ dataDir, port: 0 });
});
afterAll(async () => {
  await engine.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const get = async (path: string, headers: Record<string, string> = {}) =>
  await fetch(`http://127.0.0.1:${engine.port}${path}`, { headers });

/** The first line that the server answers to a request as it is written here. */
async function rawRequest(...lines: string[]): Promise<string> {
  const socket = connect(engine.port, "127.0.0.1");
  socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  const [chunk] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  return chunk.toString().split("\r\n")[0]!;
}

test("[HT8] metrics are for this machine and for the admin key", async () => {
  const local = await get("/metrics");
  expect(local.status).toBe(200);
  const text = await local.text();
  for (const name of ["engine_connections", "engine_commits_total", "engine_store_bytes"])
    expect(text).toMatch(new RegExp(`^${name} \\d+$`, "m"));
  const forwarded = { "x-forwarded-for": "203.0.113.7" };
  expect((await get("/metrics", forwarded)).status).toBe(403);
  expect((await get("/metrics", { ...forwarded, authorization: "Convex wrong" })).status).toBe(401);
  expect((await get("/metrics", { ...forwarded, authorization: `Convex ${engine.adminKey}` })).status).toBe(
    200,
  );
});

test("[HT5] a server on a full disk is not well", async () => {
  vi.spyOn(engine.deployment.database, "isDiskFull").mockResolvedValueOnce(true);
  const full = await get("/health");
  expect([full.status, await full.json()]).toMatchObject([503, { status: "disk full" }]);
  expect(await (await get("/health")).json()).toMatchObject({ status: "waiting for code" });
});

test("[HT9] a request line that is no URL harms nobody", async () => {
  expect(await rawRequest("GET // HTTP/1.1", "host: x")).toContain("400");
  const upgrade = ["host: x", "connection: Upgrade", "upgrade: websocket"];
  expect(await rawRequest("GET // HTTP/1.1", ...upgrade)).toContain("403");
  expect(await rawRequest("GET http://[ HTTP/1.1", ...upgrade)).toMatch(/400|403/);
  expect((await get("/health")).status).toBe(503);
});

test("[HT9] a socket that is refused and then reset harms nobody", async () => {
  const uncaught = vi.fn<() => void>();
  process.once("uncaughtException", uncaught);
  for (let i = 0; i < 20; i++) {
    const socket = connect(engine.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write("GET /nowhere HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n");
    socket.write("x".repeat(100_000));
    const closed = once(socket, "close");
    setImmediate(() => socket.resetAndDestroy());
    await closed;
  }
  expect((await get("/health")).status).toBe(503);
  process.off("uncaughtException", uncaught);
  expect(uncaught).not.toHaveBeenCalled();
});

test("[HT6] a client that answers no ping is dropped", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const folder = mkdtempSync(join(tmpdir(), "engine-ping-"));
  const pinging = await startEngine({ dataDir: folder, port: 0 });
  const url = `ws://127.0.0.1:${pinging.port}/api/1.48.0/sync`;
  const deaf = new WebSocket(url, { autoPong: false });
  await once(deaf, "open");
  const closed = once(deaf, "close");
  const pinged = once(deaf, "ping");
  vi.advanceTimersByTime(15_000);
  await pinged;
  expect(deaf.readyState).toBe(WebSocket.OPEN);
  vi.advanceTimersByTime(15_000);
  await closed;
  await pinging.close();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});
