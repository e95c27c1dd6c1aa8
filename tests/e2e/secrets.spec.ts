/** Every secret of a server has a value of its own; none of them may be found in what leaves it, apart from a backup. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Page } from "@playwright/test";
import { SMTPServer } from "smtp-server";
import { ArchiveReader } from "../../engine/snapshot/archive.ts";
import { cliEnv } from "../../scripts/push.ts";
import { binOf, runNode } from "../../scripts/run.ts";
import type { AppServer } from "../support/appServer.ts";
import { expect, test as base } from "./fixtures.ts";

const canary = () => randomBytes(16).toString("hex");

const SECRETS = {
  SMTP_PASSWORD: canary(),
  RESEND_API_KEY: canary(),
  SENDGRID_API_KEY: canary(),
  ANTHROPIC_API_KEY: canary(),
  AI_API_KEY: canary(),
  CLERK_WEBHOOK_SECRET: `whsec_${canary()}`,
  RESEND_WEBHOOK_SECRET: `whsec_${canary()}`,
};

/** A mail server that refuses a password by repeating it. */
async function startTalkativeMailServer(): Promise<SMTPServer> {
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) => done(new Error(`The password ${password} is wrong`)),
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return server;
}

/** A language model's address that refuses a key by repeating it. */
async function startTalkativeProvider() {
  const server = createServer((request, response) => {
    const message = `The key ${request.headers.authorization} is wrong`;
    response
      .writeHead(401, { "content-type": "application/json" })
      .end(JSON.stringify({ error: { message } }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

const test = base.extend({
  hasOwnServer: true,
  settings: async ({}, use) => {
    const [mailServer, provider] = [await startTalkativeMailServer(), await startTalkativeProvider()];
    const { SMTP_PASSWORD, ...keys } = SECRETS;
    await use({
      ...keys,
      SMTP_URL: `smtp://tandem:${SMTP_PASSWORD}@127.0.0.1:${portOf(mailServer.server)}`,
      MAIL_FROM: "Tandem <tandem@example.org>",
      AI_BASE_URL: `http://127.0.0.1:${portOf(provider)}/v1`,
      AI_MODEL: "fake",
    });
    mailServer.close(() => undefined);
    provider.close();
  },
});

/** Collects what the server says to a browser. */
function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => heard.push(String(payload))));
  page.on("response", (response) => {
    heard.push(JSON.stringify(response.headers()));
    void response.text().then(
      (body) => heard.push(body),
      () => undefined,
    );
  });
  return heard;
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}

async function archiveText(path: string): Promise<string> {
  const archive = await ArchiveReader.open(path);
  const parts: string[] = [];
  for (const name of archive.names()) parts.push(name, await text(await archive.read(name)));
  archive.close();
  return parts.join("\n");
}

/** What is answered to requests that are wrong in some way. */
async function mistakes(url: string): Promise<string> {
  const json = { "content-type": "application/json" };
  const requests: [string, RequestInit?][] = [
    ["/metrics"],
    ["/health"],
    ["/nowhere"],
    ["/../admin-key"],
    ["/api/auth/status"],
    ["/api/query", { method: "POST", headers: json, body: '{"path":"emails:claim","args":[{}]}' }],
    ["/api/mutation", { method: "POST", headers: json, body: '{"path":"users:ensure","args":["x"]}' }],
    ["/api/action", { method: "POST", headers: { ...json, authorization: "Convex wrong" }, body: "{}" }],
    ["/api/list_environment_variables", { headers: { authorization: "Convex wrong" } }],
    ["/http/webhooks/clerk", { method: "POST", body: "{}" }],
    ["/http/webhooks/sendgrid", { method: "POST", body: "{}" }],
    ["/http/unsubscribe?token=x", { method: "POST" }],
  ];
  const answers = await Promise.all(
    requests.map(async ([path, init]) => {
      const answer = await fetch(url + path, init);
      return `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
    }),
  );
  return answers.join("\n");
}

test("no secret is in the app, its pages, its messages, its errors, its logs or an export", async ({
  server,
  settings,
  ana,
}) => {
  // A build and an export besides the browser, on machines that may be busy.
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), "tandem-secrets-"));
  const dist = join(folder, "dist");
  const heard = listen(ana.page);
  await ana.page.goto(`${server.url}/emails`);
  await ana.page.getByText("No emails yet").waitFor();
  await ana.page.keyboard.press("Control+,");
  await ana.page.getByRole("radio", { name: "People" }).check();
  await ana.page.getByLabel("Or email one to").fill("zoe@example.com");
  await ana.page.keyboard.press("Enter");
  await ana.page.keyboard.press("Escape");
  await ana.page.getByText("[secret]").waitFor();
  await ana.openBoard();
  await ana.column("To do").getByRole("button", { name: "New task" }).click();
  await ana.page.getByLabel("New task in To do").fill("The checkout is down");
  await ana.page.keyboard.press("Enter");
  await ana.page.getByRole("button", { name: "Category: Urgent" }).click();
  await ana.page.getByText(/^Decided by/).waitFor();
  for (const path of ["ai", "crons"]) {
    await ana.page.goto(`${server.url}/${path}`);
    await ana.page.getByRole("heading", { level: 2 }).first().waitFor();
    heard.push(await ana.page.content());
  }

  const target = { url: server.url, adminKey: server.adminKey };
  const exported = join(folder, "export.zip");
  const cli = async (...args: string[]) =>
    await runNode([binOf("convex"), ...args], { env: cliEnv(target), isQuiet: true });
  const { code, output } = await cli("export", "--path", exported);
  expect(code, output).toBe(0);
  const built = await runNode([binOf("vite"), "build", "--outDir", dist, "--logLevel", "warn"], {
    env: settings,
    isQuiet: true,
  });
  expect(built.code, built.output).toBe(0);

  const secrets = {
    ...SECRETS,
    adminKey: server.adminKey.split("|")[1]!,
    identitySecret: readFileSync(join(server.dataDir, "identity-secret"), "utf8").trim(),
  };
  const places = {
    "the built app": filesBelow(dist)
      .map((path) => readFileSync(path, "latin1"))
      .join("\n"),
    "what a browser heard": heard.join("\n"),
    "answers to mistakes": await mistakes(server.url),
    "the log": server.output,
    "the functions' log": JSON.stringify(await logsOf(server)),
    "an export": `${output}\n${await archiveText(exported)}`,
  };
  rmSync(folder, { recursive: true, force: true });
  expect(places["what a browser heard"]).toContain("The password [secret] is wrong");
  expect(places["an export"]).toContain("The password [secret] is wrong");
  for (const [place, content] of Object.entries(places)) {
    expect(content.length, place).toBeGreaterThan(20);
    for (const [name, secret] of Object.entries(secrets))
      expect(content.includes(secret), `${name} in ${place}`).toBe(false);
  }
});

async function logsOf({ url, adminKey }: AppServer): Promise<unknown> {
  const headers = { authorization: `Convex ${adminKey}` };
  return await (await fetch(`${url}/api/stream_function_logs?cursor=0`, { headers })).json();
}
