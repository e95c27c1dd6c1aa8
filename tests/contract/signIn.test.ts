/** What the embedded sign-in promises, over HTTP. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { startEngine, type Engine, type EngineOptions } from "../../engine/engine.ts";
import type { Log } from "../../engine/lib/log.ts";

const PASSWORD = "long enough password";

type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

async function open(options: Partial<EngineOptions> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "sign-in-"));
  let engine: Engine = await startEngine({ dataDir, port: 0, ...options });
  onTestFinished(async () => {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const call = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${engine.directUrl}${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const read = (await answer.json().catch(() => ({}))) as Answer["body"] | null;
    return { status: answer.status, body: read ?? {}, headers: answer.headers } satisfies Answer;
  };
  const post = async (path: string, body: object, headers: Record<string, string> = {}) =>
    await call("POST", `/api/auth/${path}`, body, headers);
  const signUp = async (name: string, more: object = {}, headers: Record<string, string> = {}) =>
    await post("sign-up/email", { email: `${name}@example.com`, password: PASSWORD, name, ...more }, headers);
  const signIn = async (name: string, password = PASSWORD, headers: Record<string, string> = {}) =>
    await post("sign-in/email", { email: `${name}@example.com`, password }, headers);
  /** Stops the server, changes the sign-in's file, and starts it again. */
  const restart = async (change: (db: DatabaseSync) => void) => {
    await engine.close();
    const db = new DatabaseSync(join(dataDir, "identity.sqlite"));
    change(db);
    db.close();
    engine = await startEngine({ dataDir, port: 0, ...options });
  };
  return { call, post, signUp, signIn, restart, dataDir, engine: () => engine };
}

const cookieOf = ({ headers }: Answer) =>
  headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

test("[ID6] right passwords never count; wrong ones keep out for a while that is said, at one place alone", async () => {
  const { signUp, signIn } = await open({ trustedProxies: ["127.0.0.1"] });
  const from = (address: string) => ({ "x-forwarded-for": address });
  await signUp("ana");
  for (let i = 0; i < 60; i++) expect((await signIn("ana", PASSWORD, from("10.0.0.1"))).status).toBe(200);
  for (let i = 0; i < 5; i++)
    expect((await signIn("ana", "wrong password", from("6.6.6.6"))).status).toBe(401);
  const refused = await signIn("ana", PASSWORD, from("6.6.6.6"));
  expect([refused.status, refused.body.code]).toEqual([429, "TOO_MANY_ATTEMPTS"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
  expect((await signIn("ana", PASSWORD, from("10.0.0.1"))).status).toBe(200);
});

test("[ID6] a forwarded address from a proxy that is not trusted is told of, with the way out", async () => {
  const told: unknown[] = [];
  const log: Log = (_level, event, fields) => event === "untrustedProxy" && told.push(fields);
  const { signIn } = await open({ log });
  for (let i = 0; i < 3; i++) await signIn("ana", PASSWORD, { "x-forwarded-for": "10.0.0.1" });
  expect(told).toMatchObject([{ hint: expect.stringContaining("TRUSTED_PROXIES=127.0.0.1") }]);
});

test("[ID13] a server that died in the middle of the very first sign-up lets the first person sign up", async () => {
  const { signUp, restart } = await open();
  await restart((db) => {
    db.exec("INSERT INTO settings (name, value) VALUES ('first-person', 'claimed')");
  });
  expect((await signUp("ana")).status).toBe(200);
});

test("[ID13] one that died after it made the first person has an admin all the same", async () => {
  const { signUp, signIn, call, restart } = await open();
  await signUp("ana");
  await restart((db) => db.exec("UPDATE user SET role = 'member'"));
  const cookie = cookieOf(await signIn("ana"));
  expect((await call("POST", "/api/auth/invites", {}, { cookie })).status).toBe(200);
});

test("[ID13] an invitation in use when the server died lets its person in, and nobody twice", async () => {
  const { signUp, post, restart } = await open();
  const cookie = cookieOf(await signUp("ana"));
  const inviteToken = async () =>
    String((await post("invites", {}, { cookie })).body.url)
      .split("/")
      .at(-1);
  const [unused, used] = [await inviteToken(), await inviteToken()];
  expect((await signUp("zoe", { inviteToken: used })).status).toBe(200);
  await restart((db) => {
    db.exec("UPDATE invitation_uses SET is_used = 0");
    db.exec(
      "INSERT INTO invitation_uses SELECT id, 'ben@example.com', 0 FROM invitations ORDER BY rowid LIMIT 1",
    );
  });
  expect((await signUp("cleo", { inviteToken: used })).body.code).toBe("INVITE_INVALID");
  expect((await signUp("ben", { inviteToken: unused })).status).toBe(200);
});

test("[ID8] a token dies with its sign-in, over HTTP and for new connections", async () => {
  const { signUp, call, post, engine } = await open();
  const cookie = cookieOf(await signUp("ana"));
  const token = String((await call("GET", "/api/auth/token", undefined, { cookie })).body.token);
  const ask = async () =>
    (await call("POST", "/api/query", { path: "a:b", args: {} }, { authorization: `Bearer ${token}` }))
      .status;
  expect(await ask()).not.toBe(401);
  await post("sign-out", {}, { cookie });
  expect(await ask()).toBe(401);
  const socket = new WebSocket(`${engine().directUrl.replace("http", "ws")}/api/1.48.0/sync`);
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "Connect", sessionId: "s", connectionCount: 0 }));
  socket.send(JSON.stringify({ type: "Authenticate", tokenType: "User", value: token, baseVersion: 0 }));
  const [frame] = (await once(socket, "message")) as [Buffer];
  expect(JSON.parse(frame.toString())).toMatchObject({ type: "AuthError" });
  socket.terminate();
});

test("[ID16] workspaces on one host have cookies of their own; behind https they are the host's alone", async () => {
  const [one, other] = [await open(), await open()];
  const nameOf = (answer: Answer) => cookieOf(answer).split("=")[0]!;
  const [first, second] = [nameOf(await one.signUp("ana")), nameOf(await other.signUp("ana"))];
  expect(first).not.toBe(second);
  const secure = await open({ publicUrl: "https://chat.example.org" });
  const answer = await secure.signUp("ana");
  expect(nameOf(answer)).toMatch(/^__Host-/);
  expect(answer.headers.getSetCookie()[0]).toMatch(/Secure/i);
  expect(answer.headers.getSetCookie()[0]).not.toMatch(/Domain/i);
});

test("[ID7] [HT4] behind a proxy that rewrites the host, the page that signs in is also served; others are neither", async () => {
  const { signUp, engine } = await open({ publicUrl: "https://chat.example.org" });
  const connect = async (origin: string) => {
    const socket = new WebSocket(`${engine().directUrl.replace("http", "ws")}/api/1.48.0/sync`, { origin });
    const opened = once(socket, "open").then(() => "open");
    const refused = once(socket, "unexpected-response").then(() => "refused");
    const outcome = await Promise.race([opened, refused]).catch(() => "refused");
    socket.terminate();
    return outcome;
  };
  const foreign = await signUp("eve", {}, { origin: "https://evil.example" });
  expect([foreign.status, foreign.body.code]).toEqual([403, "FOREIGN_ORIGIN"]);
  expect(foreign.body.message).toContain("PUBLIC_URL");
  expect(await connect("https://evil.example")).toBe("refused");
  expect((await signUp("ana", {}, { origin: "https://chat.example.org" })).status).toBe(200);
  expect(await connect("https://chat.example.org")).toBe("open");
});

test("[ID12] a name that a stranger led here cannot become the first person", async () => {
  const { engine } = await open();
  const body = JSON.stringify({ email: "eve@example.com", password: PASSWORD, name: "Eve" });
  const request = httpRequest(`${engine().directUrl}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { host: "rebound.example:3000", "content-type": "application/json" },
  });
  request.end(body);
  const [answer] = (await once(request, "response")) as [{ statusCode: number; resume(): void }];
  answer.resume();
  expect(answer.statusCode).toBe(403);
});

test("[ID15] a password that is guessed first makes no account", async () => {
  const { signUp } = await open();
  for (const password of ["password", "        ", "aaaaaaaaaa"])
    expect((await signUp("ana", { password })).status, password).toBe(400);
  expect((await signUp("ana")).status).toBe(200);
});

test("[ID17] an account has twenty sign-ins at most: the oldest ends", async () => {
  const { signUp, signIn, call } = await open();
  const first = cookieOf(await signUp("ana"));
  const isIn = async () =>
    Object.keys((await call("GET", "/api/auth/get-session", undefined, { cookie: first })).body).length > 0;
  for (let i = 0; i < 19; i++) await signIn("ana");
  expect(await isIn()).toBe(true);
  await signIn("ana");
  expect(await isIn()).toBe(false);
});

test("[ID10] the link for a new password is in no file, and an invitation that could not be mailed is none", async () => {
  const links: string[] = [];
  const { signUp, post, call, dataDir } = await open({
    sendLink: async ({ kind, path }) => {
      if (kind === "invitation") throw new Error("the mail is refused");
      links.push(path);
      await Promise.resolve();
    },
  });
  const cookie = cookieOf(await signUp("ana"));
  await post("request-password-reset", { email: "ana@example.com" });
  await expect.poll(() => links).toHaveLength(1);
  const token = links[0]!.split("#")[1]!;
  const db = new DatabaseSync(join(dataDir, "identity.sqlite"), { readOnly: true });
  expect(JSON.stringify(db.prepare("SELECT * FROM verification").all())).not.toContain(token);
  db.close();
  expect((await post("invites", { email: "a(b)@b.test" }, { cookie })).status).toBe(400);
  expect((await post("invites", { email: "ben@example.com" }, { cookie })).status).toBe(500);
  expect((await call("GET", "/api/auth/invites", undefined, { cookie })).body).toEqual([]);
  expect((await post("reset-password", { token, newPassword: "another good one" })).status).toBe(200);
  expect((await call("GET", "/api/auth/get-session", undefined, { cookie })).body).toEqual({});
});

test("[ID19] on a full disk the sign-in says so, and works as soon as there is space", async () => {
  const { signUp, signIn, call, engine } = await open();
  expect((await signUp("ana")).status).toBe(200);
  const { raw } = engine().identity!;
  const { page_count: pages } = raw.prepare("PRAGMA page_count").get() as { page_count: number };
  raw.exec(`PRAGMA max_page_count=${pages}`);
  const statuses = new Set<number>();
  for (let i = 0; i < 30; i++) {
    const { status, body } = await signIn("ana", PASSWORD, { "user-agent": "x".repeat(2_000) });
    statuses.add(status);
    const refusal = { code: "DISK_FULL", message: expect.stringContaining("is full") as string };
    if (status !== 200) expect(body).toMatchObject(refusal);
  }
  expect(statuses).toEqual(new Set([200, 507]));
  raw.exec("PRAGMA max_page_count=100000");
  expect((await signIn("ana")).status).toBe(200);
  expect((await call("GET", "/api/auth/status")).status).toBe(200);
});

test("[ID18] whoever has read the file and the secret of the sign-in has no session; those of before go on", async () => {
  const { signUp, call, restart, dataDir } = await open();
  const cookie = cookieOf(await signUp("ana"));
  const isSignedInBy = async (given: string) =>
    Object.keys((await call("GET", "/api/auth/get-session", undefined, { cookie: given })).body).length > 0;
  const [name, value] = cookie.split("=") as [string, string];
  const [token] = decodeURIComponent(value).split(".") as [string];
  const secret = readFileSync(join(dataDir, "identity-secret"), "utf8").trim();
  const signed = (text: string) => {
    const signature = createHmac("sha256", secret).update(text).digest("base64");
    return `${name}=${encodeURIComponent(`${text}.${signature}`)}`;
  };
  const kept = () => {
    const db = new DatabaseSync(join(dataDir, "identity.sqlite"), { readOnly: true });
    const { token: text } = db.prepare("SELECT token FROM session").get() as { token: string };
    db.close();
    return text;
  };
  // The thief's way of signing is the right one.
  expect(await isSignedInBy(signed(token))).toBe(true);
  expect(await isSignedInBy(signed(kept()))).toBe(false);
  await restart((db) => db.prepare("UPDATE session SET token = ?").run(token));
  expect(await isSignedInBy(cookie)).toBe(true);
  expect(await isSignedInBy(signed(kept()))).toBe(false);
  await restart(() => {
    for (const file of readdirSync(dataDir).filter((file) => file.startsWith("identity.sqlite")))
      expect(readFileSync(join(dataDir, file)).includes(token), file).toBe(false);
  });
});
