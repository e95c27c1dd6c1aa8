/** A workspace moves by the official CLI: from `npm start` to Clerk and back, and to the pieces of `deploy/compose.yml`. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { startEngine, type Engine } from "../../engine/engine.ts";
import { ArchiveReader } from "../../engine/snapshot/archive.ts";
import { tableEntries } from "../../engine/snapshot/exportArchive.ts";
import { linesOf } from "../../engine/snapshot/rows.ts";
import { Store } from "../../engine/storage/store.ts";
import { readConfig } from "../../scripts/config.ts";
import { PUSHED_CODE, startIdentityApp } from "../../scripts/front/identityApp.ts";
import { codeHash, runCli } from "../../scripts/push.ts";
import { PASSWORD, visitor } from "../support/ownApp.ts";
import { freePort } from "../support/ports.ts";
import { startCaddy } from "../support/proxies.ts";
import { succeeded } from "../support/smallApp.ts";
import { signToken, type Claims } from "../support/testIssuer.ts";

const folder = mkdtempSync(join(tmpdir(), "moving-"));
const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
const archive = join(folder, "workspace.zip");
let old: Engine;
let team: Record<
  "ana" | "ben",
  { userId: Id<"users">; client: ConvexClient; person: ReturnType<typeof visitor> }
>;
let general: Id<"channels">;

/** A server whose data folder has the code, with a sign-in of its own or trusting the issuer with Clerk's claims. */
async function startHere(name: string, hasIdentity: boolean, publicUrl?: string): Promise<Engine> {
  const dataDir = join(folder, name);
  cpSync(inject("servers").template, dataDir, { recursive: true });
  const engine = await startEngine({ dataDir, port: 0, hasIdentity, ...(publicUrl && { publicUrl }) });
  await engine.deployment.updateEnvironment([{ name: "SIGN_UP", value: null }]);
  return engine;
}

async function cli({ directUrl: url, adminKey }: Engine, ...args: string[]): Promise<string> {
  return succeeded(await runCli({ url, adminKey }, args));
}

function connect(url: string, token: () => Promise<string>): ConvexClient {
  const webSocketConstructor = WebSocket as unknown as typeof globalThis.WebSocket;
  const client = new ConvexClient(url, { logger: false, webSocketConstructor });
  client.setAuth(token);
  return client;
}

/** Everything that a data folder holds of the workspace, by the paths of an archive. */
function contentOf(name: string): Record<string, string[]> {
  const store = new Store(join(folder, name, "store.sqlite"), { readOnly: true });
  store.beginReading();
  const entries = tableEntries(store, true).map(([path, lines]) => [path, [...lines()].toSorted()] as const);
  store.close();
  return withoutRuns(Object.fromEntries(entries));
}

/** Crons run each minute, also between a snapshot and a look at what came of it. */
const withoutRuns = ({ "cronRuns/documents.jsonl": _runs, ...content }: Record<string, string[]>) => content;

/** The same of an archive. */
async function contentOfArchive(path: string): Promise<Record<string, string[]>> {
  const reader = await ArchiveReader.open(path);
  const content: Record<string, string[]> = {};
  for (const name of reader.names().filter((entry) => entry.endsWith("/documents.jsonl"))) {
    content[name] = [];
    for await (const line of linesOf(await reader.read(name))) content[name].push(line);
    content[name].sort();
  }
  reader.close();
  return withoutRuns(content);
}

const firstPage = { numItems: 50, cursor: null };

async function textsOf(client: ConvexClient): Promise<string[]> {
  const page = await client.query(api.messages.paginated, { channelId: general, paginationOpts: firstPage });
  return page.page.map(({ text }) => text);
}

beforeAll(async () => {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  old = await startHere("old", true);
  const signUp = async (name: string, more: object = {}) => {
    const person = visitor(old);
    const email = `${name.toLowerCase()}@example.com`;
    await person.post("sign-up/email", { name, email, password: PASSWORD, ...more });
    const client = connect(old.directUrl, person.token);
    return { person, client, userId: await client.mutation(api.users.ensure, {}) };
  };
  const ana = await signUp("Ana");
  const { body } = await ana.person.post("invites", {});
  const ben = await signUp("Ben", { inviteToken: (body as { url: string }).url.split("/").at(-1) });
  team = { ana, ben };
  await fillWorkspace();
  await cli(old, "export", "--include-file-storage", "--path", archive);
});

afterAll(async () => {
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  for (const { client } of Object.values(team)) await client.close();
  await old.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Something of each kind, also what only one of the two may see. */
async function fillWorkspace(): Promise<void> {
  const { ana, ben } = team;
  const [everybody] = await ana.client.query(api.channels.list, {});
  general = everybody!._id;
  const secret = await ana.client.mutation(api.channels.create, { name: "hiring", isPrivate: true });
  await ana.client.mutation(api.messages.create, { channelId: secret, text: "Only Ana" });
  const text = `Hello <@${ben.userId}>`;
  const messageId = await ana.client.mutation(api.messages.create, { channelId: general, text });
  await ben.client.mutation(api.messages.create, {
    channelId: general,
    text: "A reply",
    threadId: messageId,
  });
  await ben.client.mutation(api.messages.addReaction, { messageId, emoji: "👍" });
  await ana.client.mutation(api.channels.openDirect, { userIds: [ben.userId] });
  await ana.client.mutation(api.tasks.create, { title: "Plan", assigneeId: ben.userId, channelId: general });
  const url = await ana.client.mutation(api.files.generateUploadUrl, {});
  const file = new Blob([PICTURE], { type: "image/png" });
  const answer = await fetch(url.replace("localhost", "127.0.0.1"), { method: "POST", body: file });
  const { storageId } = (await answer.json()) as { storageId: Id<"_storage"> };
  await ana.client.mutation(api.workspace.update, { name: "Moving", imageId: storageId });
}

/** What Ben finds wherever the workspace is: his messages, tasks, notices and the picture. */
async function expectBensWorkspace(client: ConvexClient): Promise<void> {
  expect(await textsOf(client)).toEqual([`Hello <@${team.ben.userId}>`]);
  expect(await client.query(api.tasks.mine, { paginationOpts: firstPage })).toMatchObject({
    page: [{ title: "Plan", number: 1 }],
  });
  expect((await client.query(api.notices.unseen, {})).length).toBeGreaterThan(0);
  const names = (await client.query(api.channels.list, {})).map(({ name }) => name);
  expect(names).not.toContain("hiring");
  const { imageUrl, name } = await client.query(api.workspace.get, {});
  expect(name).toBe("Moving");
  expect(new Uint8Array(await (await fetch(imageUrl!)).arrayBuffer())).toEqual(PICTURE);
}

const claimsOf = (name: string, emailVerified = true): Claims => ({
  subject: `user_${name}`,
  name,
  email: `${name.toLowerCase()}@example.com`,
  emailVerified,
});

test("[SN4] to Clerk nothing is lost, everybody is recognised, strangers stay out; and back again", async () => {
  const clerk = await startHere("clerk", false);
  onTestFinished(async () => await clerk.close());
  await cli(clerk, "import", "--replace-all", "-y", archive);
  const moved = await contentOfArchive(archive);
  expect(Object.keys(moved).length).toBeGreaterThan(20);
  expect(contentOf("clerk")).toEqual(moved);

  const ensure = async (claims: Claims) => {
    const client = connect(clerk.directUrl, async () => await signToken(inject("issuer"), claims));
    onTestFinished(async () => await client.close());
    return { client, userId: await client.mutation(api.users.ensure, {}) };
  };
  const NOT_INVITED = { data: { code: "NOT_INVITED" } };
  await expect(ensure(claimsOf("Eve"))).rejects.toMatchObject(NOT_INVITED);
  await expect(ensure(claimsOf("Ben", false))).rejects.toMatchObject(NOT_INVITED);
  const [ana, ben] = [await ensure(claimsOf("Ana")), await ensure(claimsOf("Ben"))];
  expect([ana.userId, ben.userId]).toEqual([team.ana.userId, team.ben.userId]);
  expect(await ana.client.query(api.users.me, {})).toMatchObject({ role: "admin" });
  await expectBensWorkspace(ben.client);

  await ana.client.mutation(api.messages.create, { channelId: general, text: "At Clerk" });
  const returning = join(folder, "returning.zip");
  await cli(clerk, "export", "--include-file-storage", "--path", returning);
  await cli(old, "import", "--replace-all", "-y", returning);
  expect(contentOf("old")).toEqual(await contentOfArchive(returning));
  const back = connect(old.directUrl, team.ana.person.token);
  onTestFinished(async () => await back.close());
  expect(await back.mutation(api.users.ensure, {})).toBe(team.ana.userId);
  expect(await textsOf(back)).toEqual(["At Clerk", `Hello <@${team.ben.userId}>`]);
});

test("[ID20] to the pieces of compose nothing is lost, and everybody keeps their password", async () => {
  const port = await freePort();
  const publicUrl = `https://localhost:${port}`;
  const backend = await startHere("backend", false, publicUrl);
  // The code came with its folder.
  await backend.deployment.updateEnvironment([{ name: PUSHED_CODE, value: codeHash() }]);
  onTestFinished(async () => await backend.close());
  await cli(backend, "import", "--replace-all", "-y", archive);
  const dataDir = join(folder, "front");
  mkdirSync(dataDir);
  for (const name of ["identity.sqlite", "identity.sqlite-wal", "identity-secret"])
    copyFileSync(join(folder, "old", name), join(dataDir, name));
  const own = { port: 0, dataDir, publicUrl, clerk: null, backups: { folder, keep: 0 } };
  const target = { url: backend.directUrl, adminKey: backend.adminKey };
  const front = await startIdentityApp({ ...readConfig(), ...own, backend: target });
  onTestFinished(async () => await front.close());
  const proxy = await startCaddy("compose.Caddyfile", port, {
    "tandem:3000": `127.0.0.1:${front.port}`,
    "backend:3210": `127.0.0.1:${backend.port}`,
    // Convex has its HTTP actions at a port of their own, our engine below a path.
    "reverse_proxy backend:3211": `rewrite * /http{uri}\n\t\treverse_proxy 127.0.0.1:${backend.port}`,
  });
  onTestFinished(async () => await proxy.stop());

  const post = async (path: string, body: object) =>
    await fetch(`${publicUrl}/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: publicUrl },
      body: JSON.stringify(body),
    });
  const stranger = { name: "Eve", email: "eve@example.com", password: PASSWORD };
  expect((await post("sign-up/email", stranger)).status).toBe(403);
  const signedIn = await post("sign-in/email", { email: "ben@example.com", password: PASSWORD });
  expect(signedIn.status).toBe(200);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const ben = connect(publicUrl, async () => {
    const answer = await fetch(`${publicUrl}/api/auth/token`, { headers: { cookie } });
    return ((await answer.json()) as { token: string }).token;
  });
  onTestFinished(async () => await ben.close());
  expect(await ben.mutation(api.users.ensure, {})).toBe(team.ben.userId);
  await expectBensWorkspace(ben);
  await ben.mutation(api.messages.create, { channelId: general, text: "At home" });
  expect(await textsOf(ben)).toContain("At home");
  const action = await fetch(`${publicUrl}/http/unsubscribe?token=x`, { redirect: "manual" });
  expect(action.headers.get("location")).toBe(`${publicUrl}/mail-link#x`);
});
