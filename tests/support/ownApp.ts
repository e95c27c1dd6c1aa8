/** The product as `npm start` runs it, in the test's own process, with its own sign-in. */
import { cpSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import type { Engine } from "../../engine/engine.ts";
import { applySettings, hasTransport, startApp } from "../../scripts/app.ts";
import { readConfig } from "../../scripts/config.ts";
import { rememberAccounts, replaceData } from "./restored.ts";

export const PASSWORD = "correct horse battery staple";

type Settings = ReturnType<typeof readConfig>["settings"];
type OwnApp = { engine: Engine; mailsLinks: boolean; restoreAccounts: () => void };

/** Apps without a test, as empty as they began. They end with the process; the folder of all goes with the suite. */
const idle: OwnApp[] = [];

async function newApp(settings: Settings): Promise<OwnApp> {
  const { folder, template } = inject("servers");
  const dataDir = mkdtempSync(join(folder, "own-app-"));
  cpSync(template, dataDir, { recursive: true });
  const backups = { folder: dataDir, keep: 0 };
  const config = { ...readConfig(), port: 0, dataDir, backups, clerk: null, settings };
  const engine = await startApp(config, { showsErrors: true });
  const restoreAccounts = rememberAccounts(engine.identity!.raw, dataDir);
  return { engine, mailsLinks: hasTransport({ settings }), restoreAccounts };
}

/** Without a transport and providers, but for the settings given. */
export async function startOwnApp(given: Settings): Promise<Engine> {
  const none = { SMTP_URL: null, RESEND_API_KEY: null, SENDGRID_API_KEY: null, MAIL_API_URL: null };
  const from = { MAIL_FROM: "Tandem <tandem@mail.example>" };
  const settings = { ...readConfig().settings, ...none, ...from, ...given };
  const found = idle.findIndex(({ mailsLinks }) => mailsLinks === hasTransport({ settings }));
  const app = found < 0 ? await newApp(settings) : idle.splice(found, 1)[0]!;
  await applySettings(app.engine, { settings, clerk: null });
  onTestFinished(async () => {
    app.restoreAccounts();
    await replaceData(app.engine.deployment.database);
    idle.push(app);
  });
  return app.engine;
}

/** A browser's cookie jar in front of the sign-in. */
export function visitor({ port }: Pick<Engine, "port">) {
  let cookie = "";
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, ...headers },
      body: JSON.stringify(body),
    });
    const cookies = answer.headers.getSetCookie().map((line) => line.split(";")[0]!);
    if (cookies.length > 0) cookie = cookies.join("; ");
    return {
      status: answer.status,
      body: (await answer.json().catch(() => null)) as { code?: string } | null,
    };
  };
  const session = async () => {
    const url = `http://127.0.0.1:${port}/api/auth/get-session`;
    return (await (await fetch(url, { headers: { cookie } })).json()) as object | null;
  };
  const token = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/auth/token`, { headers: { cookie } });
    return ((await answer.json()) as { token: string }).token;
  };
  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/auth/${path}`, { headers: { cookie } });
    return { status: answer.status, body: (await answer.json()) as { code?: string } };
  };
  return { post, get, session, token };
}
