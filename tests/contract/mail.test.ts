/** Mail on the real engine: a mail server on loopback, providers' wire formats, and the links of the embedded sign-in. */
import { createServer, type IncomingMessage } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { callbackify } from "node:util";
import { ConvexClient } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import { expect, onTestFinished, test } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Engine } from "../../engine/engine.ts";
import { PASSWORD, startOwnApp as start, visitor } from "../support/ownApp.ts";

type Email = FunctionReturnType<typeof api.emails.list>["page"][number];
const firstPage = { numItems: 10, cursor: null };

/** A mail server that takes everything but mail to `gone@`, and says when a mail has come. */
async function startMailServer() {
  const mails: { recipients: string[]; mail: ParsedMail; raw: string }[] = [];
  const waiting: (() => void)[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith("gone@")
        ? done(Object.assign(new Error("No such mailbox"), { responseCode: 550 }))
        : done(),
    onData: (stream, { envelope }, done) => {
      const keep = async () => {
        const raw = await text(stream);
        const recipients = envelope.rcptTo.map(({ address }) => address);
        mails.push({ recipients, mail: await simpleParser(raw), raw });
        for (const resolve of waiting.splice(0)) resolve();
      };
      callbackify(keep)(done);
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  const arrived = async (count: number) => {
    while (mails.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    return mails;
  };
  return { url: `smtp://127.0.0.1:${port}`, mails, arrived };
}

/** A provider's API that answers what it is told to, an error with the key it got, and keeps what it was sent. */
async function startProvider(answers: number[]) {
  const requests: { path: string; headers: IncomingMessage["headers"]; body: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      requests.push({ path: request.url!, headers: request.headers, body });
      const status = answers.shift() ?? 200;
      response.writeHead(status).end(status === 200 ? "{}" : request.headers.authorization);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

async function signedUp(engine: Engine, name = "Ana") {
  const ana = visitor(engine);
  await ana.post("sign-up/email", { name, email: "ana@example.com", password: PASSWORD });
  return ana;
}

test("an invitation goes out by SMTP, to one person, and its link lets them in", async () => {
  const server = await startMailServer();
  const engine = await start({ SMTP_URL: server.url });
  const ana = await signedUp(engine, "Ana\r\nBcc: eve@evil.example");
  await ana.post("invites", { email: "ben@example.com" });

  const [{ recipients, mail, raw }] = (await server.arrived(1)) as [(typeof server.mails)[number]];
  expect(recipients).toEqual(["ben@example.com"]);
  expect(raw.slice(0, raw.indexOf("\r\n\r\n"))).not.toMatch(/^bcc:/im);
  expect(mail.subject).toMatch(/^Ana .*invites you to Tandem$/);
  expect(mail.from?.value).toEqual([{ address: "tandem@mail.example", name: "Tandem" }]);
  const link = /http:\/\/localhost:\d+\/invite\/([\w-]+)/.exec(mail.text!)!;
  expect(mail.html).toContain(link[0]);

  const ben = visitor(engine);
  const signUp = { name: "Ben", email: "ben@example.com", password: PASSWORD, inviteToken: link[1] };
  expect(await ben.post("sign-up/email", signUp)).toMatchObject({ status: 200 });
});

async function outboxOf(engine: Engine, admin: Awaited<ReturnType<typeof signedUp>>) {
  const client = new ConvexClient(`http://127.0.0.1:${engine.port}`, { logger: false });
  client.setAuth(admin.token);
  onTestFinished(async () => await client.close());
  await client.mutation(api.users.ensure, {});
  const args = { paginationOpts: firstPage };
  const settled = async (isWanted: (emails: Email[]) => boolean) => {
    const { promise, resolve } = Promise.withResolvers<Email[]>();
    const end = client.onUpdate(api.emails.list, args, ({ page }) => isWanted(page) && resolve(page));
    return await promise.finally(end);
  };
  return { client, settled };
}

const PROVIDERS = [
  { key: "RESEND_API_KEY", path: "/emails", recipient: { to: ["ben@example.com"] } },
  {
    key: "SENDGRID_API_KEY",
    path: "/v3/mail/send",
    recipient: { personalizations: [{ to: [{ email: "ben@example.com" }] }] },
  },
] as const;

test.each(PROVIDERS)(
  "by $key: a busy provider is asked again with the same key, the mail is its own",
  async (provider) => {
    const { url, requests } = await startProvider([429]);
    const engine = await start({ [provider.key]: "secret-canary", MAIL_API_URL: url });
    const ana = await signedUp(engine);
    await ana.post("invites", { email: "ben@example.com" });
    const { client, settled } = await outboxOf(engine, ana);

    const [waiting] = await settled(([email]) => email?.error !== undefined);
    expect(waiting).toMatchObject({ status: "queued", attempts: 1, error: expect.stringContaining("429") });
    expect(JSON.stringify(waiting)).not.toContain("secret-canary");
    await client.mutation(api.emails.retry, { emailId: waiting!._id });
    await settled(([email]) => email?.status === "sent");

    const [first, second] = requests;
    expect(requests).toHaveLength(2);
    expect(second).toMatchObject({ path: provider.path, body: provider.recipient });
    expect(second!.headers).toMatchObject({ authorization: "Bearer secret-canary" });
    expect(second!.headers["idempotency-key"]).toBe(first!.headers["idempotency-key"]);
    const shown = await client.action(api.outside.mail.view.open, { emailId: waiting!._id });
    expect(shown.html).not.toContain("/invite/");
  },
);

test("an address that refuses mail is suppressed until an admin sends again; a wrong one harms no other", async () => {
  const server = await startMailServer();
  const engine = await start({ SMTP_URL: server.url });
  const ana = await signedUp(engine);
  const { client, settled } = await outboxOf(engine, ana);
  await ana.post("invites", { email: "gone@example.com" });
  const [gone] = await settled(([email]) => email?.status === "bounced");

  await ana.post("invites", { email: "gone@example.com" });
  await settled(([email]) => email?.status === "failed" && email._id !== gone!._id);
  await ana.post("invites", { email: "ben@example.com" });
  await server.arrived(1);
  await client.mutation(api.emails.retry, { emailId: gone!._id });
  await settled((emails) => emails.some(({ _id, status }) => _id === gone!._id && status === "bounced"));
  expect(server.mails).toHaveLength(1);
});

test("without a transport mail is kept: to be read, downloaded and passed on", async () => {
  const engine = await start({});
  const ana = await signedUp(engine);
  await ana.post("invites", { email: "ben@example.com" });
  const { client, settled } = await outboxOf(engine, ana);
  const [kept] = await settled(({ length }) => length > 0);
  expect(kept).toMatchObject({ status: "queued", attempts: 0, to: "ben@example.com" });
  expect(await client.query(api.emails.transport, {})).toBeNull();

  const { eml, html, text: plain } = await client.action(api.outside.mail.view.open, { emailId: kept!._id });
  const mail = await simpleParser(eml);
  expect(mail.to).toMatchObject({ text: "ben@example.com" });
  for (const form of [mail.text, mail.html, html, plain]) expect(form).toMatch(/\/invite\/[\w-]+/);
});

test("[ID10] a forgotten password is chosen anew, once, and all sign-ins end", async () => {
  const server = await startMailServer();
  const engine = await start({ SMTP_URL: server.url });
  const ana = await signedUp(engine);
  const stranger = visitor(engine);

  const unknown = await stranger.post("request-password-reset", { email: "nobody@example.com" });
  const known = await stranger.post(
    "request-password-reset",
    { email: "ana@example.com" },
    { host: "evil.example" },
  );
  expect(known).toEqual(unknown);
  const [{ recipients, mail }] = (await server.arrived(1)) as [(typeof server.mails)[number]];
  expect(recipients).toEqual(["ana@example.com"]);
  expect(mail.text).not.toContain("evil.example");
  const token = /\/reset-password#([\w-]+)/.exec(mail.text!)![1];

  const choose = async (newPassword: string) => await stranger.post("reset-password", { token, newPassword });
  expect((await choose("short")).status).toBe(400);
  expect((await choose("another long password")).status).toBe(200);
  expect((await choose("a third long password")).status).toBe(400);
  expect(await ana.session()).toBeNull();
  const signIn = async (password: string) =>
    (await stranger.post("sign-in/email", { email: "ana@example.com", password })).status;
  expect(await signIn(PASSWORD)).toBe(401);
  expect(await signIn("another long password")).toBe(200);
  expect(server.mails).toHaveLength(1);
});

test("[ID10] asking again and again for new passwords is refused after three times", async () => {
  const engine = await start({});
  const stranger = visitor(engine);
  const ask = async () =>
    (await stranger.post("request-password-reset", { email: "ana@example.com" })).status;
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 429]);
});

test.each(["ben@example.com, eve@example.com", "ben@example.com\r\nBcc: eve@evil.example", "", "ben", 7])(
  "no mail to what is not one address: %j",
  async (email) => {
    const engine = await start({});
    const ana = await signedUp(engine);
    expect(await ana.post("invites", { email })).toMatchObject({ status: 400 });
    expect(await visitor(engine).post("invites", { email: "ben@example.com" })).toMatchObject({
      status: 401,
    });
  },
);
