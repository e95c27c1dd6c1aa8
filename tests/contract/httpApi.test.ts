/** The HTTP API as programs use it that are not Convex's own clients, and files over HTTP. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { anyApi } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { Log } from "../../engine/lib/log.ts";
import { appFolder, SmallApp, succeeded } from "../support/smallApp.ts";

const logged: unknown[] = [];
const log: Log = (_level, event, fields) => event === "functionFailed" && logged.push(fields);

let app: SmallApp;
beforeAll(async () => {
  app = await SmallApp.start("http-api", appFolder("httpApp"), { showsErrors: false, log });
  succeeded(await app.deploy());
});
afterAll(async () => await app.close());

type Body = {
  status: string;
  value?: unknown;
  errorMessage?: string;
  errorData?: unknown;
  logLines?: string[];
};

async function call(path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${app.url}${path}`, {
    headers: { "content-type": "application/json", ...headers },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    code: answer.status,
    body: (text.startsWith("{") ? JSON.parse(text) : { text }) as Body & Record<string, unknown>,
  };
}

test("[HT1] values come in Convex's form, or as plain JSON where that is asked for", async () => {
  const plain = { int: "5", bytes: "AQI=", float: 1.5, nan: "NaN", list: ["1"] };
  for (const asked of [
    await call("/api/query", { path: "app:values", args: {}, format: "json" }),
    await call("/api/run/app/values", { args: {}, format: "json" }),
    await call(`/api/query?path=app:values&args={}&format=json`),
  ])
    expect(asked).toMatchObject({ code: 200, body: { status: "success", value: plain } });
  const encoded = await call("/api/query", { path: "app:values", args: {}, format: "convex_encoded_json" });
  expect(encoded.body.value).toMatchObject({ int: { $integer: "BQAAAAAAAAA=" } });
});

test("[HT1] a function's error is an answer to programs, and a status of its own to Convex's clients", async () => {
  const asked = { path: "app:fails", args: {} };
  const program = await call("/api/query", asked);
  expect(program).toMatchObject({ code: 200, body: { status: "error", errorData: "told", logLines: [] } });
  expect((await call("/api/query", asked, { "convex-client": "npm-1.48.0" })).code).toBe(560);
  const admin = await call("/api/query", asked, { authorization: `Convex ${app.engine.adminKey}` });
  expect(admin.body.logLines).toMatchObject([expect.stringContaining("said")]);
});

test("[FN17] [FN5] an error that clients do not learn has a name, under which the log has its text", async () => {
  const { errorMessage = "" } = (await call("/api/query", { path: "app:throws", args: {} })).body;
  const [, requestId] = /^\[Request ID: ([0-9a-f]{16})\] Server Error$/.exec(errorMessage) ?? [];
  await expect
    .poll(() => logged)
    .toContainEqual(
      expect.objectContaining({ requestId, error: expect.stringContaining("secret") as string }),
    );
  const told = await call("/api/query", { path: "app:fails", args: {} });
  expect(told.body.errorData).toBe("told");
});

test("[HT1] many queries go in one request; a position may be asked for; names that are no names are refused", async () => {
  const queries = [1, 2].map((n) => ({ path: "app:echo", args: { n }, format: "json" }));
  const { body } = await call("/api/query_batch", { queries });
  expect((body.results as Body[]).map(({ value }) => value)).toEqual([{ n: 1 }, { n: 2 }]);
  const { ts } = (await call("/api/query_ts", {})).body;
  expect((await call("/api/query_at_ts", { path: "app:echo", args: { n: 3 }, ts })).body.value).toEqual({
    n: 3,
  });
  expect((await call("/api/query", { path: "x".repeat(100_000), args: {} })).code).toBe(400);
  expect((await call("/api/query?path=app:echo&args={")).code).toBe(400);
});

test("[HT1] tools find what they ask of any deployment", async () => {
  expect((await call("/version")).body).toEqual({ text: "1.48.0" });
  expect((await call("/instance_name")).code).toBe(200);
  const admin = { authorization: `Convex ${app.engine.adminKey}` };
  expect((await call("/api/check_admin_key", undefined, admin)).body).toEqual({ success: true });
  expect((await call("/api/shapes2", undefined, admin)).code).toBe(200);
  expect((await call("/api/shapes2")).code).not.toBe(200);
  const schemas = await call("/api/query", { path: "_system/frontend/getSchemas", args: {} }, admin);
  expect(JSON.parse((schemas.body.value as { active: string }).active)).toMatchObject({ tables: [] });
  expect((await call("/api/check_admin_key", undefined, { authorization: "Convex wrong" })).code).toBe(401);
});

test("[DB15] a cursor that is not one is told to every client, so that it begins anew", async () => {
  const paginationOpts = { numItems: 5, cursor: "made up" };
  const { body } = await call("/api/query", { path: "app:page", args: { paginationOpts } });
  expect(body.errorMessage).toContain("InvalidCursor");
});

test("[SY13] clients of other languages connect, and are sent no parts that they do not know", async () => {
  const socket = new WebSocket(`${app.url.replace("http", "ws")}/api/sync`);
  await once(socket, "open");
  const send = (message: object) => socket.send(JSON.stringify(message));
  send({ type: "Connect", sessionId: "s", connectionCount: 0 });
  const long = "x".repeat(5 * 1024 * 1024);
  const add = { type: "Add", queryId: 0, udfPath: "app:echo", args: [{ long }] };
  send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add] });
  const [frame] = (await once(socket, "message")) as [Buffer];
  expect(JSON.parse(frame.toString())).toMatchObject({ type: "Transition" });
  socket.terminate();
});

test("[FS5] a file is what its sender says it is, or is not taken in", async () => {
  const content = "hello";
  const base64 = createHash("sha256").update(content).digest("base64");
  const upload = async (digest: string) => {
    const url = (await app.http().mutation(anyApi.app!.uploadUrl!, {})) as string;
    return await fetch(new URL(url, app.url), { method: "POST", body: content, headers: { digest } });
  };
  const other = createHash("sha256").update("other").digest("base64");
  for (const digest of [`sha-256=${other}`, "md5=abc"])
    expect((await upload(digest)).status, digest).toBe(400);
  const { storageId } = (await (await upload(`sha-256=${base64}`)).json()) as { storageId: string };
  const metadata = await app.http().query(anyApi.app!.metadata!, { id: storageId });
  expect(metadata).toMatchObject({ sha256: Buffer.from(base64, "base64").toString("hex"), size: 5 });
  const stores = async (sha256: string) =>
    await app.http().action(anyApi.app!.stores!, { text: content, sha256 });
  expect(await stores(base64)).toBeTypeOf("string");
  await expect(stores(other)).rejects.toThrow(/Server Error/);
});

test("[FS4] an empty file is sent whole, whatever range is asked for", async () => {
  const url = (await app.http().mutation(anyApi.app!.uploadUrl!, {})) as string;
  const sent = await fetch(new URL(url, app.url), { method: "POST", body: "" });
  const { storageId } = (await sent.json()) as { storageId: string };
  const answer = await fetch(`${app.url}/api/storage/${storageId}`, { headers: { range: "bytes=0-10" } });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
});

test("[FS8] [HT10] an action answers with a stored file, or with a part of it, as with anything else", async () => {
  const url = (await app.http().mutation(anyApi.app!.uploadUrl!, {})) as string;
  const content = `${"abcdefghijklmnopqrstuvwxyz".repeat(60_000)}and its end`;
  const headers = { "content-type": "text/plain" };
  const sent = await fetch(new URL(url, app.url), { method: "POST", body: content, headers });
  const { storageId } = (await sent.json()) as { storageId: string };
  const answered = async (as: string) => {
    const answer = await fetch(`${app.url}/http/stored?id=${storageId}&as=${as}`);
    return [answer.status, await answer.text(), answer.headers.get("content-range")];
  };
  expect(await answered("whole")).toEqual([200, content, null]);
  expect(await answered("begun")).toEqual([200, content, null]);
  expect(await answered("changed")).toEqual([200, content.toUpperCase(), null]);
  expect(await answered("part")).toEqual([200, content.slice(-18, -12), null]);
  expect(await answered("address")).toEqual([206, "fghij", `bytes 5-9/${content.length}`]);
  expect(await answered("behind")).toEqual([416, "", `bytes */${content.length}`]);
});

test("[HT9] a host that is none is refused", async () => {
  const socket = connect(app.engine.port, "127.0.0.1");
  socket.write("GET /health HTTP/1.1\r\nhost: a@evil\r\n\r\n");
  const [chunk] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  expect(chunk.toString()).toContain(" 400 ");
});
