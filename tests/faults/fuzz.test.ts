/**
 * F-04: whatever arrives, nothing crashes, nothing leaks into prototypes, and who behaves is served.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { request as httpRequest, Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { mutationGeneric, queryGeneric } from "convex/server";
import { expect, test } from "vitest";
import { startEngine } from "../../engine/engine.ts";
import { seededRandom } from "../../engine/lib/world.ts";
import { malformed } from "./mutate.ts";
import { rounds } from "./rounds.ts";
import { SimClient } from "./simClient.ts";
import { Simulation, type SimSocket } from "./simulation.ts";

/** An unhandled rejection fails the run by itself. */
function expectUnpolluted(): void {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: true }).polluted).toBe(undefined);
}

const echo = {
  get: queryGeneric((_ctx, args: Record<string, never>) => args),
  put: mutationGeneric(async (ctx, { text }: { text: string }) => {
    await (ctx.db as unknown as { insert(table: string, value: object): Promise<string> }).insert("texts", {
      text,
    });
  }),
};

const SOUND_FRAMES = [
  {
    type: "Connect",
    sessionId: "s",
    connectionCount: 0,
    lastCloseReason: null,
    maxObservedTimestamp: "AAAAAAAAAAA=",
  },
  { type: "Authenticate", tokenType: "User", value: "a.b.c", baseVersion: 0 },
  { type: "Authenticate", tokenType: "None", baseVersion: 0 },
  { type: "Authenticate", tokenType: "Admin", value: "key", baseVersion: 0, impersonating: { subject: "x" } },
  {
    type: "ModifyQuerySet",
    baseVersion: 0,
    newVersion: 1,
    modifications: [{ type: "Add", queryId: 0, udfPath: "echo:get", args: [{ a: 1 }], journal: null }],
  },
  { type: "ModifyQuerySet", baseVersion: 1, newVersion: 2, modifications: [{ type: "Remove", queryId: 0 }] },
  { type: "Mutation", requestId: 0, udfPath: "echo:put", args: [{ text: "x" }] },
  { type: "Action", requestId: 1, udfPath: "echo:act", args: [{}] },
  { type: "Event", eventType: "x", event: {} },
];

test(`[SY1] ${rounds(5_000, 100_000)} malformed frames end their own connection at most`, async () => {
  const simulation = new Simulation(1, { "echo.js": echo }, { tables: [], schemaValidation: false });
  await simulation.settle();
  const { random } = simulation;
  const good = new SimClient(simulation, "good");
  for (let sent = 0; sent < rounds(5_000, 100_000);) {
    let socket: SimSocket | undefined;
    let isOpen = true;
    const cut = simulation.connect({
      onOpen: (opened) => (socket = opened),
      onFrame: (frame) => void JSON.parse(frame),
      onClose: () => (isOpen = false),
    });
    for (const frame of SOUND_FRAMES.slice(0, Math.floor(random() * 2))) socket!.send(JSON.stringify(frame));
    for (let i = 0; i < 20 && isOpen; i++, sent++) {
      socket!.send(malformed(SOUND_FRAMES, random));
      if (random() < 0.7) await simulation.settle();
    }
    await simulation.settle();
    cut();
    if (sent % 40 !== 0) continue;
    let answer: unknown;
    good.mutation("echo:put", { text: `still here ${sent}` }, (result) => (answer = result));
    await simulation.settle();
    expect(answer).toEqual({ ok: true, value: null });
  }
  expect(good.fatal).toBe(null);
  expectUnpolluted();
  await simulation.close();
});

const PATHS = [
  "/api/query",
  "/api/mutation",
  "/api/action",
  "/api/function",
  "/api/query_at_ts",
  "/api/storage/upload?token=x",
  "/api/storage/nothing",
  "/api/auth/sign-up/email",
  "/api/auth/sign-in/email",
  "/api/auth/token",
  "/api/deploy2/start_push",
  "/api/deploy2/finish_push",
  "/api/update_environment_variables",
  "/api/get_config_hashes",
  "/api/stream_function_logs?cursor=x",
  "/http/x",
  "/health",
  "/index.html",
  "/%2e%2e/%2e%2e/etc/passwd",
  "/..%2fstore.sqlite",
  "/assets/%00",
];
const SOUND_BODIES = [
  { path: "echo:get", args: {}, format: "json" },
  { adminKey: "x", path: "echo:get", args: [{}], format: "convex_encoded_json" },
  { email: "a@example.com", password: "long enough password", name: "A" },
  { changes: [{ name: "A", value: "b" }] },
  { functions: "convex/", appDefinition: { changedModules: [] }, componentDefinitions: [] },
];
/** What a server may say to nonsense. 560 is a function's own error. */
const ALLOWED = new Set([
  200, 204, 206, 304, 400, 401, 403, 404, 405, 409, 411, 413, 414, 415, 416, 422, 426, 429, 431, 560,
]);

test(`[HT1] ${rounds(2_000, 100_000)} malformed requests get an answer, and not "internal error"`, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "fuzz-"));
  const engine = await startEngine({ dataDir, port: 0 });
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const random = seededRandom(3);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const send = () => {
    const method = pick(["GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"]);
    const path =
      random() < 0.9
        ? pick(PATHS)
        : `/${encodeURIComponent(malformed(SOUND_BODIES, random).toWellFormed()).slice(0, 2_000)}`;
    const body = malformed(SOUND_BODIES, random);
    const headers: Record<string, string> = {
      "content-type": pick(["application/json", "text/plain", "application/octet-stream", ""]),
      authorization: pick(["", "Bearer x.y.z", "Bearer ", "Convex nonsense", "Basic eA=="]),
      "content-encoding": pick(["", "", "", "br", "gzip", "nonsense"]),
      origin: pick(["", "null", "http://evil.example", `http://127.0.0.1:${engine.port}`]),
      range: pick(["", "bytes=0-0", "bytes=9-1", "bytes=-", "bytes=a-b"]),
    };
    const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ""));
    return new Promise<string | null>((resolve) => {
      const request = httpRequest(
        { agent, port: engine.port, host: "127.0.0.1", method, path, headers: sent },
        (response) => {
          response.resume();
          const { statusCode = 0 } = response;
          response.on("end", () =>
            resolve(
              ALLOWED.has(statusCode) || path === "/health"
                ? null
                : `${statusCode} to ${method} ${path} ${JSON.stringify(sent)} ${body.slice(0, 200)}`,
            ),
          );
        },
      );
      // A connection that is closed on the sender of nonsense is an answer too.
      request.on("error", (error: NodeJS.ErrnoException) =>
        resolve(["ECONNRESET", "EPIPE"].includes(error.code ?? "") ? null : error.message),
      );
      request.end(method === "GET" || method === "HEAD" ? undefined : body);
    });
  };
  try {
    const bad: string[] = [];
    for (let sent = 0; sent < rounds(2_000, 100_000); sent += 8) {
      const answers = await Promise.all(Array.from({ length: 8 }, send));
      bad.push(...answers.filter((answer) => answer !== null));
    }
    expect([...new Set(bad)].slice(0, 20)).toEqual([]);
    expectUnpolluted();
  } finally {
    agent.destroy();
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test("[HT7] a small body that unpacks to a large one is refused before it is large", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "fuzz-"));
  const engine = await startEngine({ dataDir, port: 0 });
  const post = async (bytes: number) => {
    const body = gzipSync(JSON.stringify({ path: "echo:get", args: {}, filler: " ".repeat(bytes) }));
    const headers = { "content-encoding": "gzip", "content-type": "application/json" };
    return (await fetch(`http://127.0.0.1:${engine.port}/api/query`, { method: "POST", headers, body }))
      .status;
  };
  try {
    expect(await post(1_000)).not.toBe(413);
    expect(await post(64 * 1024 * 1024)).toBe(413);
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
