/** Clerk's branch of `auth.config.ts`: type-checked and deployed by the official CLI, with tokens of Clerk's template. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { clerkBody, svixPost, WEBHOOK_KEYS } from "../../convex/testing.webhooks.ts";
import { startEngine, type Engine } from "../../engine/engine.ts";
import { runCli } from "../../scripts/push.ts";
import { signToken, startTestIssuer, type Claims, type TestIssuer } from "../support/testIssuer.ts";

const dataDir = mkdtempSync(join(tmpdir(), "clerk-test-"));
const PICTURE = "https://img.clerk.com/eyJ0eXBlIjoicHJveHkifQ";
let clerk: TestIssuer;
let engine: Engine;

beforeAll(async () => {
  clerk = await startTestIssuer();
  engine = await startEngine({ dataDir, port: 0, hasIdentity: false, showsErrors: true });
  await engine.deployment.updateEnvironment([
    { name: "CLERK_JWT_ISSUER_DOMAIN", value: clerk.url },
    { name: "CLERK_WEBHOOK_SECRET", value: WEBHOOK_KEYS.CLERK_WEBHOOK_SECRET },
  ]);
  const target = { url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey };
  for (const args of [
    ["deploy", "-y", "--typecheck=enable", "--codegen=disable"],
    // The first person is invited by whoever runs the deployment.
    ["run", "invitations:invite", JSON.stringify({ email: "ana@example.com" })],
  ]) {
    const { code, output } = await runCli(target, args);
    if (code !== 0) throw new Error(output);
  }
});

afterAll(async () => {
  await engine.close();
  await clerk.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** As the template named "convex" makes them of a user, with what Clerk leaves null. */
const claimsOf = (name: string): Claims => ({
  subject: `user_${name}`,
  name: `${name} Ruiz`,
  email: `${name.toLowerCase()}@example.com`,
  emailVerified: true,
  others: {
    picture: PICTURE,
    nickname: null,
    given_name: name,
    family_name: "Ruiz",
    phone_number: null,
    phone_number_verified: false,
    updated_at: "2026-11-20 12:00:00 +0000 UTC m=+0.0",
  },
});

function connect(claims: Claims, issuer: Pick<TestIssuer, "url" | "privateKey"> = clerk) {
  const client = new ConvexClient(`http://127.0.0.1:${engine.port}`, { logger: false });
  client.setAuth(async () => await signToken(issuer, claims));
  onTestFinished(async () => await client.close());
  return client;
}

test("Clerk's tokens are people, with their name, address and picture", async () => {
  const ana = connect(claimsOf("Ana"));
  const userId = await ana.mutation(api.users.ensure, {});
  const me = { _id: userId, name: "Ana Ruiz", email: "ana@example.com", picture: PICTURE, role: "admin" };
  expect(await ana.query(api.users.me, {})).toMatchObject(me);
});

test("tokens for another audience, of another issuer, or by another key are nobody's", async () => {
  const other = await startTestIssuer();
  onTestFinished(async () => await other.close());
  const forged = [
    connect({ ...claimsOf("Ana"), audience: "another-app" }),
    connect(claimsOf("Ana"), other),
    connect(claimsOf("Ana"), { url: clerk.url, privateKey: other.privateKey }),
  ];
  for (const client of forged) {
    const ensured = client.mutation(api.users.ensure, {});
    await expect(ensured).rejects.toMatchObject({ data: { code: "NOT_SIGNED_IN" } });
  }
});

test("a stranger with an account at Clerk is refused; who is invited, and has verified that address, comes in", async () => {
  const ana = connect(claimsOf("Ana"));
  const ensure = async (claims: Claims) => await connect(claims).mutation(api.users.ensure, {});
  const NOT_INVITED = { data: { code: "NOT_INVITED" } };
  await expect(ensure(claimsOf("Kim"))).rejects.toMatchObject(NOT_INVITED);
  await ana.mutation(api.invitations.create, { email: "kim@example.com" });
  await expect(ensure({ ...claimsOf("Kim"), emailVerified: false })).rejects.toMatchObject(NOT_INVITED);
  await expect(ensure(claimsOf("Lee"))).rejects.toMatchObject(NOT_INVITED);
  const kim = await ensure(claimsOf("Kim"));

  const withAnotherAccount = { ...claimsOf("Kim"), subject: "user_Kim2" };
  await expect(ensure({ ...withAnotherAccount, emailVerified: false })).rejects.toMatchObject(NOT_INVITED);
  expect(await ensure(withAnotherAccount)).toBe(kim);
  await ana.mutation(api.users.deactivate, { userId: kim });
  for (const claims of [claimsOf("Kim"), withAnotherAccount])
    await expect(ensure(claims)).rejects.toMatchObject({ data: { code: "DEACTIVATED" } });
});

test("who is deleted in Clerk loses what is on their screen, although the token is still valid", async () => {
  await connect(claimsOf("Ana")).mutation(api.invitations.create, { email: "ben@example.com" });
  const ben = connect(claimsOf("Ben"));
  await ben.mutation(api.users.ensure, {});
  const { promise: ended, resolve } = Promise.withResolvers<Error>();
  const { promise: shown, resolve: show } = Promise.withResolvers<unknown>();
  ben.onUpdate(api.channels.list, {}, show, resolve);
  expect(await shown).toHaveLength(1);

  const deletion = clerkBody("user.deleted", { id: "user_Ben" });
  const post = svixPost(WEBHOOK_KEYS.CLERK_WEBHOOK_SECRET, "1", deletion);
  const answer = await fetch(`http://127.0.0.1:${engine.port}/http/webhooks/clerk`, post);

  expect(answer.status).toBe(204);
  expect(await ended).toMatchObject({ data: { code: "DEACTIVATED" } });
});
