/** What the engine promises of functions and of the wire, with a small app of its own. */
import { ConvexClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { appFolder, SmallApp, succeeded } from "../support/smallApp.ts";

const notes = anyApi.notes!;
let app: SmallApp;

const url = () => app.url;
const http = () => app.http();

beforeAll(async () => {
  app = await SmallApp.start("promises-app", appFolder("promisesApp"), { functionTimeoutMs: 1_000 });
  succeeded(await app.deploy());
});

afterAll(async () => await app.close());

test("[FN10] [FN11] time stands still, chance does not, and network and timers are refused", async () => {
  expect(await http().query(notes.time!, {})).toEqual({ isFixed: true, differs: true });
  await expect(http().mutation(notes.network!, {})).rejects.toThrow(
    /Can't use fetch\(\) in queries and mutations/,
  );
  await expect(http().query(notes.timer!, {})).rejects.toThrow(/Can't use setTimeout/);
});

test("[FN2] [FN3] internal and missing functions are alike, and what does not validate is told", async () => {
  await expect(http().query(notes.pass!, {})).rejects.toThrow(
    "Could not find public function for 'notes:pass'",
  );
  await expect(http().query(notes.nothing!, {})).rejects.toThrow(
    "Could not find public function for 'notes:nothing'",
  );
  await expect(http().mutation(notes.add!, { text: 5 })).rejects.toThrow(
    /ArgumentValidationError[^]*Path: \.text/,
  );
  await expect(http().mutation(notes.add!, { text: "x", more: 1 })).rejects.toThrow(/extra field `more`/);
  await expect(http().query(notes.wrongResult!, {})).rejects.toThrow(/ReturnsValidationError/);
});

test("[TX2] [TX3] [FN5] a throw takes everything back, a nested one only its own", async () => {
  await expect(http().mutation(notes.fails!, { text: "never" })).rejects.toMatchObject({
    data: { code: "NO", text: "never" },
  });
  await http().mutation(notes.outer!, { text: "both" });
  const texts = (await http().query(notes.texts!, {})) as string[];
  expect(texts.filter((text) => text.startsWith("never") || text.startsWith("both"))).toEqual(["both outer"]);
});

test("[HT10] the body of an HTTP action is sent as it is made, and made as it is read", async () => {
  const response = await fetch(`${url()}/http/stream`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe("first");
  await http().mutation(notes.add!, { text: "seen" });
  expect((await reader.read()).value).toBe(" second");
  expect((await reader.read()).done).toBe(true);

  for (const path of ["breaks", "hangs", "endless"]) {
    const broken = await fetch(`${url()}/http/${path}`);
    expect(broken.status).toBe(200);
    await expect(broken.text(), path).rejects.toThrow(/terminated/);
  }
  const left = await fetch(`${url()}/http/endless`);
  await left.body!.cancel();
  await expect.poll(async () => await http().query(notes.texts!, {})).toContain("cancelled");
});

test("[AC1] [AC3] [HT2] [FS1] actions, Node actions, HTTP actions and files", async () => {
  expect(await http().action(notes.act!, { text: "acted" })).toEqual({ count: 1, stored: "acted" });
  expect(await http().action(anyApi.node!.hash!, {})).toMatch(/^2d711642b726b04401627ca9fbac32f5/);
  const echoed = await fetch(`${url()}/http/echo`, { method: "POST", body: "loud" });
  expect([echoed.status, echoed.headers.get("x-made"), await echoed.text()]).toEqual([201, "here", "LOUD"]);
  expect((await fetch(`${url()}/http/nothing`)).status).toBe(404);

  const uploadUrl = (await http().mutation(notes.uploadUrl!, {})) as string;
  const upload = () =>
    fetch(uploadUrl, { method: "POST", headers: { "content-type": "text/html" }, body: "<b>0123456789</b>" });
  const { storageId } = (await (await upload()).json()) as { storageId: string };
  expect((await upload()).status).toBe(403);
  const part = await fetch(`${url()}/api/storage/${storageId}`, { headers: { range: "bytes=3-6" } });
  expect([part.status, await part.text(), part.headers.get("content-disposition")]).toEqual([
    206,
    "0123",
    "attachment",
  ]);
});

test("[SC1] [SC2] [SC7] scheduled work survives a restart and happens once", async () => {
  await http().mutation(notes.later!, { text: "scheduled", ms: 700 });
  await app.restart();
  const client = new ConvexClient(url(), { logger: false });
  const seen = Promise.withResolvers<void>();
  client.onUpdate(notes.count!, { text: "scheduled" }, (count) => count === 1 && seen.resolve());
  await seen.promise;
  await http().mutation(notes.add!, { text: "after" });
  expect(await http().query(notes.count!, { text: "scheduled" })).toBe(1);
  await client.close();
});

test("[WK1] a function in an endless loop is stopped; writes and subscriptions of others go on", async () => {
  const client = new ConvexClient(url(), { logger: false });
  const seen = Promise.withResolvers<void>();
  client.onUpdate(notes.count!, { text: "during" }, (count) => count === 1 && seen.resolve());
  const looping = http().query(notes.loop!, {});
  const writing = http().mutation(notes.add!, { text: "during" });
  await expect(looping).rejects.toThrow(/timed out/);
  await writing;
  await seen.promise;
  expect(await http().query(notes.count!, { text: "during" })).toBe(1);
  await client.close();
});

test("[WK9] a function that was stopped is counted as failed and logged; a name that nobody has is not counted", async () => {
  const { deployment } = app.engine;
  await expect(http().query(notes.loop!, {})).rejects.toThrow(/timed out/);
  await expect(http().query(anyApi.notes!.nothing!, {})).rejects.toThrow(/Could not find/);
  await expect(http().action(anyApi.notes!.nothingEither!, {})).rejects.toThrow(/Could not find/);
  await http().action(anyApi.node!.hash!, {});
  const runs = new Map((await deployment.functionRuns()).map((one) => [one.path, one]));
  const loop = runs.get("notes:loop")!;
  expect(loop.sinceStart.failed).toBeGreaterThan(0);
  expect(loop.sinceStart.failed).toBe(loop.sinceStart.count);
  expect(loop.lastHour.totalMs / loop.lastHour.count).toBeGreaterThan(500);
  expect(runs.get("node:hash")).toMatchObject({ kind: "action" });
  expect([...runs.keys()].filter((path) => path.startsWith("notes:nothing"))).toEqual([]);
  expect(deployment.functionLog.entries.at(-3)).toMatchObject({ path: "notes:loop", kind: "query" });
});

test("[WK1] [FN14] a function that waits for ever is stopped; one that waits for the host is not", async () => {
  await expect(http().query(notes.never!, {})).rejects.toThrow(/timed out/);
  expect(await http().query(notes.digest!, {})).toBe(32);
});

/** A raw connection: sends frames, and answers the next one of a type. */
async function connect(deflates = true) {
  const socket = new WebSocket(`${url().replace("http", "ws")}/api/1.48.0/sync`, {
    perMessageDeflate: deflates,
  });
  const frames: Record<string, unknown>[] = [];
  let wake = () => {};
  socket.on("message", (data) => {
    frames.push(JSON.parse((data as Buffer).toString()) as Record<string, unknown>);
    wake();
  });
  await new Promise((resolve) => socket.once("open", resolve));
  const next = async (type: string) => {
    for (;;) {
      const at = frames.findIndex((frame) => frame.type === type);
      if (at !== -1) return frames.splice(at, 1)[0]!;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const bytesRead = () => (socket as unknown as { _socket: { bytesRead: number } })._socket.bytesRead;
  return { socket, next, bytesRead, send: (message: object) => socket.send(JSON.stringify(message)) };
}

const hello = (sessionId: string) => ({
  type: "Connect",
  sessionId,
  connectionCount: 0,
  lastCloseReason: null,
  clientTs: 0,
});
const addNote = (text: string, requestId = 0) => ({
  type: "Mutation",
  requestId,
  udfPath: "notes:add",
  args: [{ text }],
});

test("[TX10] [TX11] a request repeated over a reconnect happens once; the same number for another call is an error", async () => {
  const first = await connect();
  first.send(hello("session-1"));
  first.send(addNote("once"));
  const answer = await first.next("MutationResponse");
  first.socket.terminate();

  const again = await connect();
  again.send(hello("session-1"));
  again.send(addNote("once"));
  expect(await again.next("MutationResponse")).toMatchObject({
    success: true,
    result: answer.result,
    ts: answer.ts,
  });
  again.send(addNote("another"));
  expect(await again.next("MutationResponse")).toMatchObject({ success: false });
  again.socket.terminate();
  expect(await http().query(notes.count!, { text: "once" })).toBe(1);
  expect(await http().query(notes.count!, { text: "another" })).toBe(0);
});

test.each([
  ["no JSON", "{"],
  ["an unknown type", '{"type":"Nonsense"}'],
  ["a version out of order", '{"type":"ModifyQuerySet","baseVersion":5,"newVersion":6,"modifications":[]}'],
  ["a path that is no text", '{"type":"Mutation","requestId":1,"udfPath":{},"args":[]}'],
])("[SY1] %s ends the connection and hurts nobody else", async (_what, frame) => {
  const bad = await connect();
  bad.socket.send(frame);
  await bad.next("FatalError");
  await new Promise((resolve) => bad.socket.once("close", resolve));
  expect(await http().query(notes.count!, { text: "once" })).toBe(1);
});

test("[QC3] [QC8] fifty watchers of a shared query cost one run for each commit", async () => {
  const runsOf = async () => ((await http().query(notes.shared!, {})) as { runs: number }).runs;
  const clients = Array.from({ length: 50 }, () => new ConvexClient(url(), { logger: false }));
  const all = async (text: string) =>
    await Promise.all(
      clients.map((client) => {
        const seen = Promise.withResolvers<void>();
        client.onUpdate(
          notes.shared!,
          {},
          (value: { newest: string }) => value.newest === text && seen.resolve(),
        );
        return seen.promise;
      }),
    );
  await http().mutation(notes.add!, { text: "before" });
  await all("before");
  const runs = await runsOf();
  const seen = all("now");
  await http().mutation(notes.add!, { text: "now" });
  await seen;
  expect(await runsOf()).toBe(runs + 1);
  await Promise.all(clients.map((client) => client.close()));
});

test("[SY9] a large result is small on the way to who takes it compressed, and the same to others", async () => {
  const text = "large ".repeat(20_000);
  await http().mutation(notes.add!, { text });
  const results = [];
  for (const deflates of [true, false]) {
    const { socket, next, send, bytesRead } = await connect(deflates);
    send(hello("00000000-0000-4000-8000-000000000009"));
    const add = { type: "Add", queryId: 0, udfPath: "notes:texts", args: [{}] };
    send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add] });
    const { modifications } = await next("Transition");
    expect(JSON.stringify(modifications)).toContain(text);
    if (deflates) expect(bytesRead()).toBeLessThan(text.length / 10);
    else expect(bytesRead()).toBeGreaterThan(text.length);
    results.push(modifications);
    socket.terminate();
  }
  expect(results[0]).toEqual(results[1]);
});

test("[HT4] a page of another origin gets no connection", async () => {
  const statusFor = async (origin: string) => {
    const socket = new WebSocket(`${url().replace("http", "ws")}/api/1.48.0/sync`, { origin });
    const { promise, resolve } = Promise.withResolvers<number>();
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("open", () => resolve(101));
    socket.on("error", () => {});
    const status = await promise;
    socket.terminate();
    return status;
  };
  expect(await statusFor(url())).toBe(101);
  for (const origin of ["null", "https://example.com", `${url()}.evil.com`, "http://127.0.0.1:1"]) {
    expect(await statusFor(origin), origin).toBe(403);
  }
});

test("[WK7] a server that stops serves what it was asked before", async () => {
  const call = { path: "notes:add", args: '[{"text":"last"}]', identity: null, mayCallInternal: false };
  const asked = Array.from({ length: 20 }, () => app.engine.deployment.database.mutation(call, null));
  await app.restart();
  const answers = await Promise.all(asked);
  expect(answers.filter(({ result }) => result.ok)).toHaveLength(20);
  expect(await http().query(notes.count!, { text: "last" })).toBe(20);
});
