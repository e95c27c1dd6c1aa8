import { generateKeyPairSync, createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { exportJWK, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, test, vi } from "vitest";
import { DataInUseError, lockFolder } from "../lib/folderLock.ts";
import { Ledger } from "./ledger.ts";
import { checkPassword, hashPassword, verifyPassword } from "./passwords.ts";
import { TokenError, TokenVerifier } from "./tokens.ts";
import { HttpError } from "../lib/http.ts";
import { InviteRows, type InviteTerms } from "./inviteRows.ts";
import { termsOf } from "./invites.ts";

const ISSUER = "https://own.embedded.invalid";
const NOW_MS = 1_800_000_000_000;
const NOW_S = NOW_MS / 1000;

describe("tokens", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const keys = async () => ({ keys: [{ ...(await exportJWK(publicKey)), alg: "ES256", kid: "k" }] });
  const verifier = new TokenVerifier({
    issuer: ISSUER,
    audience: "convex",
    keys,
    isOpen: (id) => id === "s",
  });

  type Claims = {
    sid?: string;
    iss?: string;
    aud?: string | string[];
    sub?: string;
    exp?: number;
    iat?: number;
  };
  const claimsOf = (changed: Claims) => ({
    iss: ISSUER,
    aud: "convex",
    sub: "ana",
    exp: NOW_S + 60,
    iat: NOW_S - 1,
    name: "Ana",
    jti: "1",
    sid: "s",
    ...changed,
  });
  const sign = async (changed: Claims = {}, key = privateKey) =>
    await new SignJWT(claimsOf(changed)).setProtectedHeader({ alg: "ES256", kid: "k" }).sign(key);

  test("[ID1] [ID3] a valid token is its person, whatever the token's own numbers", async () => {
    const first = await verifier.verify(await sign(), NOW_MS);
    const second = await verifier.verify(await sign({ exp: NOW_S + 500, iat: NOW_S - 30 }), NOW_MS);
    expect(JSON.parse(first.identity)).toMatchObject({
      tokenIdentifier: `${ISSUER}|ana`,
      subject: "ana",
      name: "Ana",
    });
    expect(second.identity).toBe(first.identity);
    expect(first.expiresMs).toBe(NOW_MS + 60_000);
  });

  test("[ID1] a claim that calls itself what the engine computes is not what it computes", async () => {
    const claims = { tokenIdentifier: `${ISSUER}|ben`, issuer: "x", subject: "ben", emailVerified: true };
    const { identity } = await verifier.verify(await sign(claims as Claims), NOW_MS);
    const read = JSON.parse(identity) as Record<string, unknown>;
    expect(read).toMatchObject({ tokenIdentifier: `${ISSUER}|ana`, issuer: ISSUER, subject: "ana" });
    expect(read).not.toHaveProperty("emailVerified");
  });

  test("[ID14] tokens that name unknown keys neither ask the issuer each time nor lose the keys that are known", async () => {
    const issuer = "https://issuer.example";
    const pair = generateKeyPairSync("ed25519");
    const jwk = { ...(await exportJWK(pair.publicKey)), alg: "EdDSA", kid: "k" };
    let asked = 0;
    vi.stubGlobal("fetch", async (url: string | URL) => {
      asked++;
      const isKeys = String(url).endsWith("/keys");
      return await Promise.resolve(Response.json(isKeys ? { keys: [jwk] } : { jwks_uri: `${issuer}/keys` }));
    });
    const outside = new TokenVerifier(null);
    outside.setProviders([{ domain: issuer, applicationID: "convex" }]);
    const token = async (kid: string) =>
      await new SignJWT(claimsOf({ iss: issuer }))
        .setProtectedHeader({ alg: "EdDSA", kid })
        .sign(pair.privateKey);
    await outside.verify(await token("k"), NOW_MS);
    for (let i = 0; i < 50; i++)
      await expect(outside.verify(await token(`unknown${i}`), NOW_MS)).rejects.toThrow(TokenError);
    await outside.verify(await token("k"), NOW_MS);
    expect(asked).toBeLessThan(5);
    vi.unstubAllGlobals();
  });

  test("[ID1] a customJwt token names its key and its type; its keys may stand in auth.config.ts itself", async () => {
    const encoded = Buffer.from(JSON.stringify(await keys())).toString("base64");
    const jwks = `data:text/plain;charset=utf-8;base64,${encoded}`;
    const outside = new TokenVerifier(null);
    const provider = { type: "customJwt", algorithm: "ES256", applicationID: "convex" } as const;
    outside.setProviders([{ ...provider, issuer: "https://issuer.example", jwks }]);
    const verify = async (named: { kid?: string; typ?: string }, key = privateKey) => {
      const token = new SignJWT(claimsOf({ iss: "https://issuer.example" }));
      const signed = await token.setProtectedHeader({ alg: "ES256", ...named }).sign(key);
      return await outside.verify(signed, NOW_MS);
    };
    expect(JSON.parse((await verify({ kid: "k", typ: "JWT" })).identity)).toMatchObject({ subject: "ana" });
    for (const named of [{ kid: "k" }, { typ: "JWT" }, {}])
      await expect(verify(named)).rejects.toThrow("must have `kid`, `alg` and `typ`");
    await expect(verify({ kid: "k", typ: "JWT" }, other.privateKey)).rejects.toThrow(TokenError);
  });

  const header = (alg: string) => Buffer.from(JSON.stringify({ alg, kid: "k" })).toString("base64url");
  const body = Buffer.from(JSON.stringify(claimsOf({}))).toString("base64url");
  const forged: [string, () => string | Promise<string>][] = [
    ["nothing", () => ""],
    ["no JWT", () => "a.b"],
    ["alg none", () => new UnsecuredJWT(claimsOf({})).encode()],
    ["alg NONE", () => `${header("NONE")}.${body}.`],
    [
      "HS256 with the public key",
      () =>
        `${header("HS256")}.${body}.${createHmac("sha256", publicKey.export({ type: "spki", format: "pem" }))
          .update(`${header("HS256")}.${body}`)
          .digest("base64url")}`,
    ],
    ["another key", () => sign({}, other.privateKey)],
    ["a stripped signature", async () => (await sign()).split(".").slice(0, 2).join(".") + "."],
    [
      "a changed claim",
      async () => {
        const [head, , signature] = (await sign({ sub: "ben" })).split(".");
        return `${head}.${body}.${signature}`;
      },
    ],
    ["another issuer", () => sign({ iss: "https://evil.example" })],
    ["another audience", () => sign({ aud: "other" })],
    ["several audiences", () => sign({ aud: ["convex", "other"] })],
    ["no audience", () => sign({ aud: [] })],
    ["a sign-in that has ended", () => sign({ sid: "ended" })],
    ["an empty subject", () => sign({ sub: "" })],
    ["an expired token", () => sign({ exp: NOW_S - 10 })],
    ["a token from the future", () => sign({ iat: NOW_S + 60 })],
    ["a token of a megabyte", async () => `${await sign()}${"x".repeat(1_000_000)}`],
  ];

  test.each(forged)("[ID1] refused: %s", async (_what, make) => {
    await expect(verifier.verify(await make(), NOW_MS)).rejects.toBeInstanceOf(TokenError);
  });
});

describe("the ledger", () => {
  const once = { maxUses: 1, lifetimeMs: 7 * 86_400_000, domain: null };

  function openInvites() {
    const rows = new InviteRows(new DatabaseSync(":memory:"));
    const make = (terms: Partial<InviteTerms> = {}, token = "token", now = NOW_MS) =>
      rows.create(token, `id of ${token}`, { ...once, ...terms }, { now, by: "Ana" });
    return { rows, make };
  }

  test.each([1, 3])("[ID5] of a hundred claims of an invitation for %d no more succeed", (maxUses) => {
    const { rows, make } = openInvites();
    make({ maxUses });
    const claims = Array.from({ length: 100 }, (_, i) => rows.claim("token", `a${i}@b.test`, NOW_MS + 1));
    expect(claims.filter(Boolean)).toHaveLength(maxUses);
    expect(rows.inviterOf("token", NOW_MS)).toBeNull();
    rows.unclaim("token", "a0@b.test");
    expect(rows.inviterOf("token", NOW_MS)).toBe("Ana");
    expect(rows.claim("token", "late@b.test", NOW_MS)).toBe(true);
  });

  test("[ID5] an invitation lets nobody in after it has expired or was revoked, or from another domain", () => {
    const { rows, make } = openInvites();
    const { expiresAt } = make({ maxUses: 9, domain: "b.test" });
    expect(rows.claim("token", "ana@b.test", expiresAt)).toBe(false);
    for (const email of ["ana@c.test", "ana@evilb.test", "ana@b.test.c.test", "b.test"])
      expect(rows.claim("token", email, NOW_MS)).toBe(false);
    expect(rows.claim("made up", "ana@b.test", NOW_MS)).toBe(false);
    expect(rows.claim("token", "ana@b.test", NOW_MS)).toBe(true);
    rows.use("token", "ana@b.test");
    expect(rows.list()).toMatchObject([{ usedCount: 1, maxUses: 9, domain: "b.test", invitedBy: "Ana" }]);
    rows.revoke("id of token");
    expect(rows.claim("token", "ben@b.test", NOW_MS)).toBe(false);
  });

  test.each([
    { maxUses: 0 },
    { maxUses: 1.5 },
    { maxUses: 1_001 },
    { maxUses: "9" },
    { days: 0 },
    { days: 91 },
    { domain: "nodot" },
    { domain: "a b.test" },
    { domain: 7 },
  ])("[ID5] terms that cannot be are refused: %o", (asked) => {
    expect(() => termsOf(asked)).toThrow(HttpError);
    expect(termsOf({ maxUses: 30, days: 1, domain: "@B.test" })).toEqual({
      maxUses: 30,
      lifetimeMs: 86_400_000,
      domain: "b.test",
    });
  });

  test("[ID6] the limit holds over a restart and ends with its window", () => {
    const folder = mkdtempSync(join(tmpdir(), "ledger-"));
    const path = join(folder, "identity.sqlite");
    const before = new DatabaseSync(path);
    const ledger = new Ledger(before);
    for (let i = 0; i < 5; i++) ledger.recordAttempt("account:ana", NOW_MS + i);
    before.close();
    const after = new Ledger(new DatabaseSync(path));
    expect(after.waitFor("account:ana", 5, NOW_MS + 10)).toBeGreaterThan(0);
    expect(after.waitFor("account:ben", 5, NOW_MS + 10)).toBe(0);
    expect(after.waitFor("account:ana", 5, NOW_MS + 15 * 60_000 + 5)).toBe(0);
    rmSync(folder, { recursive: true });
  });

  test("[ID2] a constant is made once", () => {
    const ledger = new Ledger(new DatabaseSync(":memory:"));
    expect(ledger.constant("issuer", () => "first")).toBe("first");
    expect(ledger.constant("issuer", () => "second")).toBe("first");
  });
});

test("[ID4] a password is known by its hash only", async () => {
  const hash = await hashPassword("correct horse");
  expect(hash).not.toContain("correct");
  expect(await verifyPassword({ hash, password: "correct horse" })).toBe(true);
  expect(await verifyPassword({ hash, password: "correct horsE" })).toBe(false);
  expect(await verifyPassword({ hash: "plain", password: "plain" })).toBe(false);
});

test("[ID15] a password that is guessed first, or is hardly one, is refused", () => {
  for (const password of [
    "password",
    "PASSWORD",
    "        ",
    "12345678",
    "aaaaaaaa",
    "abababab",
    "short",
    "good one\0",
  ])
    expect(() => checkPassword(password, "ana@example.com"), password).toThrow(/characters|guess/);
  expect(() => checkPassword("ana@example.com", "Ana@example.com")).toThrow(/guess/);
  expect(() => checkPassword("correct horse", "ana@example.com")).not.toThrow();
});

test("[EN1] a data folder has one owner at a time", () => {
  const folder = mkdtempSync(join(tmpdir(), "lock-"));
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(DataInUseError);
  unlock();
  lockFolder(folder)();
  rmSync(folder, { recursive: true });
});
