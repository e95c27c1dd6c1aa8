/** The product as `npm start` runs it, in the test's own process, with its own sign-in. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import type { Engine } from "../../engine/engine.ts";
import { startApp } from "../../scripts/app.ts";
import { readConfig } from "../../scripts/config.ts";

export const PASSWORD = "correct horse battery staple";

/** Without a transport and providers, but for the settings given. */
export async function startOwnApp(settings: Partial<ReturnType<typeof readConfig>["settings"]>) {
  const dataDir = mkdtempSync(join(tmpdir(), "own-app-"));
  cpSync(inject("servers").template, dataDir, { recursive: true });
  const config = { ...readConfig(), port: 0, dataDir, backups: { folder: dataDir, keep: 0 }, clerk: null };
  const all = { SMTP_URL: null, RESEND_API_KEY: null, SENDGRID_API_KEY: null, MAIL_API_URL: null };
  const engine = await startApp(
    { ...config, settings: { ...all, MAIL_FROM: "Tandem <tandem@mail.example>", ...settings } },
    { showsErrors: true },
  );
  onTestFinished(async () => {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return engine;
}

/** A browser's cookie jar in front of the sign-in. */
export function visitor({ port }: Engine) {
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
  return { post, session, token };
}
