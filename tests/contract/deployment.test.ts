/** What a deployment promises of its data folder, its files, its sign-in and its environment. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { anyApi } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { startEngine, type Engine } from "../../engine/engine.ts";
import { SmallApp, succeeded } from "../support/smallApp.ts";
import { signToken, startTestIssuer } from "../support/testIssuer.ts";

const FILES = `
import { actionGeneric as action, mutationGeneric as mutation, queryGeneric as query, anyApi } from "convex/server";
const loadedWith = process.env.GREETING ?? "nothing";
export const environment = query(() => ({ loadedWith, now: process.env.GREETING ?? null, machine: process.env.PATH ?? null }));
export const uploadUrl = mutation((ctx) => ctx.storage.generateUploadUrl());
export const remove = mutation((ctx, { id }) => ctx.storage.delete(id));
export const speaks = mutation(() => { console.log("said in a mutation", 42); });
export const sideBySide = query(async (ctx) => {
  const both = await Promise.all([ctx.runQuery(anyApi.files.name, { name: "a" }), ctx.runQuery(anyApi.files.name, { name: "b" })]);
  return both.join();
});
export const name = query(async (ctx, { name }) => { await ctx.db.query("none").first(); return name; });
export const setFlag = mutation(async (ctx) => { await ctx.db.insert("flags", { isSet: true }); });
export const flag = query(async (ctx) => (await ctx.db.query("flags").first()) !== null);
export const slow = action(async (ctx) => {
  await ctx.runMutation(anyApi.files.begin, {});
  while (!(await ctx.runQuery(anyApi.files.flag, {}))) await new Promise((resolve) => setTimeout(resolve, 20));
  return "VERSION";
});
export const plan = mutation((ctx) => ctx.scheduler.runAfter(300, anyApi.files.late, {}));
export const late = action(() => "ran");
export const states = query(async (ctx) => (await ctx.db.system.query("_scheduled_functions").collect()).map(({ state }) => state));
export const begin = mutation(async (ctx) => { await ctx.db.insert("begun", {}); });
export const hasBegun = query(async (ctx) => (await ctx.db.query("begun").first()) !== null);
export const who = query(async (ctx) => (await ctx.auth.getUserIdentity())?.subject ?? null);
export const actsAs = action(async (ctx) => await ctx.runQuery(anyApi.files.who, {}));
`;

const files = anyApi.files!;
let app: SmallApp;
beforeAll(async () => {
  app = await SmallApp.start("deployment-promises", { "convex/files.ts": FILES }, { hasIdentity: true });
  succeeded(await app.deploy());
});
afterAll(async () => await app.close());

test("[AC4] an action that runs while code is pushed ends with the code it started with", async () => {
  const running = app.http().action(files.slow!, {});
  await expect.poll(async () => await app.http().query(files.hasBegun!, {})).toBe(true);
  app.write("convex/files.ts", FILES.replace("VERSION", "NEW VERSION"));
  succeeded(await app.deploy());
  await app.http().mutation(files.setFlag!, {});
  expect(await running).toBe("VERSION");
  expect(await app.http().action(files.slow!, {})).toBe("NEW VERSION");
});

test("[SC7] an action that falls due while the server is down finds its code when the server is back", async () => {
  await app.http().mutation(files.plan!, {});
  const dueMs = Date.now() + 400;
  await app.restart(async () => {
    while (Date.now() < dueMs) await new Promise((resolve) => setImmediate(resolve));
  });
  const states = async () => (await app.http().query(files.states!, {})) as { kind: string }[];
  await expect.poll(async () => (await states())[0]?.kind, { timeout: 10_000 }).toMatch(/success|failed/);
  expect(await states()).toEqual([{ kind: "success" }]);
});

test("[DP5] identity providers are read again when the environment changes", async () => {
  const issuer = await startTestIssuer();
  app.write(
    "convex/auth.config.ts",
    `const domain = process.env.ISSUER;
export default { providers: domain ? [{ domain, applicationID: "convex" }] : [] };`,
  );
  succeeded(await app.deploy());
  const client = app.http();
  client.setAuth(await signToken(issuer, { subject: "ana" }));
  await expect(client.query(files.who!, {})).rejects.toThrow(/auth|provider|issuer/i);
  succeeded(await app.cli("env", "set", "ISSUER", issuer.url));
  expect(await client.query(files.who!, {})).toBe("ana");
  await issuer.close();
});

test("[DP6] a push with more search indexes than there may be is refused with a sentence, and the old code serves", async () => {
  app.write(
    "convex/schema.ts",
    `import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({
  pages: defineTable({ text: v.string() })${[1, 2, 3, 4, 5].map((n) => `.searchIndex("by_text_${n}", { searchField: "text" })`).join("")},
}, { schemaValidation: false });`,
  );
  const { code, output } = await app.deploy();
  expect(code).not.toBe(0);
  expect(output).toContain('Table "pages" has 5 search indexes: at most 4 are allowed.');
  expect(await app.http().query(files.flag!, {})).toBe(true);
  app.write(
    "convex/schema.ts",
    "import { defineSchema } from 'convex/server'; export default defineSchema({}, { schemaValidation: false });",
  );
});

test("[HT5] health is good once there is code", async () => {
  expect((await fetch(`${app.url}/health`)).status).toBe(200);
});

test("[FN1] [FN12] modules are loaded again with a new environment, and see nothing of the machine's", async () => {
  const read = async () => (await app.http().query(files.environment!, {})) as object;
  expect(await read()).toEqual({ loadedWith: "nothing", now: null, machine: null });
  succeeded(await app.cli("env", "set", "GREETING", "hello"));
  expect(await read()).toEqual({ loadedWith: "hello", now: "hello", machine: null });
});

test("[FN4] calls that run side by side do not mix", async () => {
  expect(await app.http().query(files.sideBySide!, {})).toBe("a,b");
});

test("[FN13] what a function says is in the logs", async () => {
  await app.http().mutation(files.speaks!, {});
  await expect
    .poll(() => JSON.stringify(app.engine.deployment.functionLog.entries))
    .toContain("said in a mutation");
});

async function upload(content: string, type: string): Promise<string> {
  const url = (await app.http().mutation(files.uploadUrl!, {})) as string;
  const response = await fetch(new URL(url, app.url), {
    method: "POST",
    headers: { "content-type": type },
    body: content,
  });
  expect(new URL(url).origin).toBe(app.engine.url);
  expect((await fetch(url, { method: "POST", body: "again" })).status).not.toBe(200);
  return ((await response.json()) as { storageId: string }).storageId;
}

/** Names of files on disk, which are their hashes. */
function stored(): string[] {
  const folder = join(app.dataDir, "files");
  return readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile());
}

test("[FS2] [FS3] [FS4] [FS6] equal files are kept once, served so that they cannot act, and leave with their last document", async () => {
  const page = "<script>alert(1)</script>";
  const [one, two] = [await upload(page, "text/html"), await upload(page, "text/html")];
  expect(stored()).toEqual([createHash("sha256").update(page).digest("hex")]);
  const response = await fetch(`${app.url}/api/storage/${one}`);
  expect(response.headers.get("content-disposition")).toContain("attachment");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-security-policy")).toContain("sandbox");
  const part = await fetch(`${app.url}/api/storage/${one}`, { headers: { range: "bytes=1-6" } });
  expect([part.status, await part.text()]).toEqual([206, "script"]);
  await app.http().mutation(files.remove!, { id: one });
  expect(stored()).toHaveLength(1);
  await app.http().mutation(files.remove!, { id: two });
  await expect.poll(stored).toEqual([]);
});

const signUp = async (origin: string) =>
  await fetch(`${app.url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email: "ana@example.com", password: "long enough password", name: "Ana" }),
  });

test("[ID7] [ID8] [AC2] [ST2] foreign pages sign nobody in; signing out ends the connection", async () => {
  expect((await signUp("https://evil.example")).status).toBe(403);
  const cookie = (await signUp(app.url)).headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const headers = { cookie, origin: app.url };
  const { token } = (await (await fetch(`${app.url}/api/auth/token`, { headers })).json()) as {
    token: string;
  };
  const client = app.http();
  client.setAuth(token);
  const subject = (await client.query(files.who!, {})) as string;
  expect(subject).toBeTypeOf("string");
  expect(await client.action(files.actsAs!, {})).toBe(subject);
  expect(await app.http().action(files.actsAs!, {})).toBe(null);

  const socket = new WebSocket(`${app.url.replace("http", "ws")}/api/1.48.0/sync`);
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  const authenticated = new Promise<void>((resolve) => socket.on("message", () => resolve()));
  socket.on("open", () => {
    socket.send(JSON.stringify({ type: "Connect", sessionId: "s", connectionCount: 0 }));
    socket.send(JSON.stringify({ type: "Authenticate", tokenType: "User", value: token, baseVersion: 0 }));
  });
  await authenticated;
  await fetch(`${app.url}/api/auth/sign-out`, { method: "POST", headers });
  expect(await closed).toBe(1008);

  const store = new DatabaseSync(join(app.dataDir, "store.sqlite"), { readOnly: true });
  expect(store.prepare("SELECT name FROM sqlite_master WHERE name IN ('user', 'session')").all()).toEqual([]);
  store.close();
});

test("[ID9] [EN2] [EN3] [EN4] secrets are their owner's, a folder and a port have one server, and closing keeps everything", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "engine-folder-"));
  const logged: unknown[] = [];
  const start = async (folder: string, port: number): Promise<Engine> =>
    await startEngine({ dataDir: folder, port, log: (...entry) => logged.push(entry) });
  const engine = await start(dataDir, 0);
  for (const name of ["admin-key", "identity-secret", "identity.sqlite"])
    expect(statSync(join(dataDir, name)).mode & 0o077, name).toBe(0);
  await expect(start(dataDir, 0)).rejects.toMatchObject({ name: "DataInUseError" });
  const other = mkdtempSync(join(tmpdir(), "engine-folder-"));
  await expect(start(other, engine.port)).rejects.toMatchObject({ name: "PortInUseError" });
  await fetch(`${engine.url}/api/query`, {
    method: "POST",
    headers: { authorization: `Convex ${engine.adminKey}x`, "content-type": "application/json" },
    body: "{}",
  });
  await engine.deployment.updateEnvironment([{ name: "KEPT", value: "yes" }]);
  await engine.close();
  const again = await start(dataDir, 0);
  expect(again.adminKey).toBe(engine.adminKey);
  expect(await again.deployment.database.operation("environment.list")).toEqual([
    { name: "KEPT", value: "yes" },
  ]);
  await again.close();
  expect(JSON.stringify(logged)).not.toContain(engine.adminKey);
  for (const folder of [dataDir, other]) rmSync(folder, { recursive: true, force: true });
});
