/** `npm start` in front of another deployment: the sign-in and the app's files here, the data there. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { startEngine, type Engine, type IdentityEngine } from "../../engine/engine.ts";
import { ArchiveReader } from "../../engine/snapshot/archive.ts";
import { Backend } from "../../scripts/front/backend.ts";
import { readConfig } from "../../scripts/config.ts";
import { startIdentityApp } from "../../scripts/front/identityApp.ts";
import { PASSWORD, visitor } from "../support/ownApp.ts";
import { freePort } from "../support/ports.ts";

const folder = mkdtempSync(join(tmpdir(), "identity-only-"));
const dataDir = join(folder, "front");
let backend: Engine;
let front: IdentityEngine;
let ana: ReturnType<typeof visitor>;

beforeAll(async () => {
  // It has the code of before, and trusts another issuer.
  cpSync(inject("servers").template, join(folder, "backend"), { recursive: true });
  const port = await freePort();
  backend = await startEngine({ dataDir: join(folder, "backend"), port, hasIdentity: false });
  front = await startIdentityApp({
    ...readConfig(),
    port: 0,
    dataDir,
    backups: { folder, keep: 0 },
    clerk: null,
    backend: targetOf(backend),
  });
  ana = visitor(front);
  await ana.post("sign-up/email", { name: "Ana", email: "ana@example.com", password: PASSWORD });
});

afterAll(async () => {
  await front.close();
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
});

const targetOf = ({ directUrl: url, adminKey }: Engine) => ({ url, adminKey });

async function connect(person: ReturnType<typeof visitor>) {
  const client = new ConvexClient(backend.directUrl, { logger: false });
  client.setAuth(person.token);
  onTestFinished(async () => await client.close());
  return { client, userId: await client.mutation(api.users.ensure, {}) };
}

/** Somebody who came by an invitation of Ana's. */
async function guest(name: string) {
  const person = visitor(front);
  const { body } = await ana.post("invites", {});
  const inviteToken = (body as { url: string }).url.split("/").at(-1);
  const account = { name, email: `${name.toLowerCase()}@example.com`, password: PASSWORD };
  return { person, account, signUp: await person.post("sign-up/email", { ...account, inviteToken }) };
}

test("[HT12] a sign-in without a store has no figures, and says that there is nothing", async () => {
  for (const path of ["server", "server/functions", "server/logs"])
    expect(await ana.get(path)).toMatchObject({ status: 404, body: { code: "NotFound" } });
});

test("[ID20] who signs up here is a member there: the first an admin, the others by invitation", async () => {
  const { client } = await connect(ana);
  expect(await client.query(api.users.me, {})).toMatchObject({ name: "Ana", role: "admin" });
  const stranger = { name: "Eve", email: "eve@example.com", password: PASSWORD };
  expect(await visitor(front).post("sign-up/email", stranger)).toMatchObject({
    status: 403,
    body: { code: "INVITE_REQUIRED" },
  });
  const { person, signUp } = await guest("Ben");
  expect(signUp.status).toBe(200);
  const ben = await connect(person);
  expect(await ben.client.query(api.users.me, {})).toMatchObject({ name: "Ben", role: "member" });
  expect((await person.post("invites", {})).status).toBe(403);

  await client.mutation(api.users.setRole, { userId: ben.userId, role: "admin" });
  expect((await person.post("invites", {})).status).toBe(200);
});

test("[ID20] tokens of the issuer that was there before, and of nobody, are refused there", async () => {
  const client = new ConvexClient(backend.directUrl, { logger: false });
  onTestFinished(async () => await client.close());
  const token = await ana.token();
  client.setAuth(() => Promise.resolve(`${token.slice(0, -4)}AAAA`));
  const ensured = client.mutation(api.users.ensure, {});
  await expect(ensured).rejects.toMatchObject({ data: { code: "NOT_SIGNED_IN" } });
});

test("[ID20] who is deactivated there gets no token and no sign-in here until they are reactivated", async () => {
  const { client } = await connect(ana);
  const { person, account } = await guest("Kim");
  const kim = await connect(person);
  const signIn = async () => await visitor(front).post("sign-in/email", account);
  const withToken = new ConvexHttpClient(backend.directUrl, { auth: await person.token(), logger: false });
  await client.mutation(api.users.deactivate, { userId: kim.userId });
  expect(await person.session()).toMatchObject({ code: "DEACTIVATED" });
  expect(await signIn()).toMatchObject({ status: 403, body: { code: "DEACTIVATED" } });
  const listed = withToken.query(api.channels.list, {});
  await expect(listed).rejects.toMatchObject({ data: { code: "DEACTIVATED" } });
  await client.mutation(api.users.reactivate, { userId: kim.userId });
  expect(await person.token()).toBeTypeOf("string");
  expect((await signIn()).status).toBe(200);
});

test("[ID20] links of the sign-in leave by the mail of the deployment with the data", async () => {
  const { client } = await connect(ana);
  await ana.post("invites", { email: "lee@example.com" });
  await ana.post("request-password-reset", { email: "ana@example.com" });
  const paginationOpts = { numItems: 10, cursor: null };
  await expect
    .poll(async () => {
      const { page } = await client.query(api.emails.list, { paginationOpts });
      return page.map(({ kind, to }) => `${kind} ${to}`);
    })
    .toEqual(["passwordReset ana@example.com", "invitation lee@example.com"]);
});

test("a backup has what both keep", async () => {
  const path = join(folder, "backup.zip");
  await new Backend(targetOf(backend)).backUp(dataDir, path);
  const archive = await ArchiveReader.open(path);
  expect(archive.names()).toEqual(["export.zip", "identity.sqlite", "identity-secret"]);
  archive.close();
});

test("[ID20] while the deployment with the data is away, that is said, and nobody is signed out", async () => {
  const health = async () => await fetch(`${front.directUrl}/health`);
  expect((await health()).status).toBe(200);
  const { port } = backend;
  await backend.close();
  expect(await (await health()).json()).toEqual({ status: "backend away" });
  expect((await fetch(`${front.directUrl}/api/auth/status`)).status).toBe(200);
  const account = { email: "ana@example.com", password: PASSWORD };
  expect(await visitor(front).post("sign-in/email", account)).toMatchObject({
    status: 503,
    body: { code: "SERVER_AWAY" },
  });
  expect(await ana.session()).toMatchObject({ code: "SERVER_AWAY" });
  backend = await startEngine({ dataDir: join(folder, "backend"), port, hasIdentity: false });
  expect(await ana.token()).toBeTypeOf("string");
  expect((await health()).status).toBe(200);
});
