/** The examples of `deploy/` for nginx and Caddy, run by the programs themselves in front of a server. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { api } from "../../convex/_generated/api.js";
import { startEngine, type Engine } from "../../engine/engine.ts";
import { PASSWORD } from "../support/ownApp.ts";
import { freePort } from "../support/ports.ts";
import { startCaddy, startNginx, type Proxy } from "../support/proxies.ts";

const PROXIES: [string, (port: number, upstream: string) => Promise<Proxy>][] = [
  ["nginx", startNginx],
  ["Caddy", async (port, upstream) => await startCaddy("Caddyfile", port, { "127.0.0.1:3000": upstream })],
];
const ANA = { name: "Ana", email: "ana@example.com", password: PASSWORD };

// The certificate is signed by itself.
beforeAll(() => void (process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"));
afterAll(() => void delete process.env.NODE_TLS_REJECT_UNAUTHORIZED);

describe.each(PROXIES)("behind %s", (_name, startProxy) => {
  const folder = mkdtempSync(join(tmpdir(), "behind-"));
  let engine: Engine;
  let proxy: Proxy;
  let cookie: string;

  beforeAll(async () => {
    const staticDir = join(folder, "dist");
    mkdirSync(staticDir);
    writeFileSync(join(staticDir, "index.html"), "<title>the app</title>");
    const dataDir = join(folder, "data");
    cpSync(inject("servers").template, dataDir, { recursive: true });
    const port = await freePort();
    const publicUrl = `https://localhost:${port}`;
    const trustedProxies = ["127.0.0.1"];
    engine = await startEngine({ dataDir, port: 0, staticDir, publicUrl, trustedProxies });
    await engine.deployment.updateEnvironment([{ name: "SITE_URL", value: publicUrl }]);
    proxy = await startProxy(port, `127.0.0.1:${engine.port}`);
    const signedUp = await post("sign-up/email", ANA);
    cookie = signedUp.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
  });

  afterAll(async () => {
    await proxy.stop();
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const post = async (path: string, body: object) =>
    await fetch(`${proxy.url}/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: proxy.url },
      body: JSON.stringify(body),
    });

  async function connect(): Promise<ConvexClient> {
    const token = async () => {
      const answer = await fetch(`${proxy.url}/api/auth/token`, { headers: { cookie } });
      return ((await answer.json()) as { token: string }).token;
    };
    const client = new ConvexClient(proxy.url, {
      logger: false,
      webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
    });
    client.setAuth(token);
    onTestFinished(async () => await client.close());
    await client.mutation(api.users.ensure, {});
    return client;
  }

  /** The status of a sign-in with a wrong password, asked for from an address of this machine. */
  const wrongSignIn = async (localAddress: string, claimed: string) =>
    await new Promise<number>((resolve, reject) => {
      const headers = { "content-type": "application/json", origin: proxy.url, "x-forwarded-for": claimed };
      const asked = request(
        `${proxy.url.replace("localhost", "127.0.0.1")}/api/auth/sign-in/email`,
        {
          method: "POST",
          headers: { ...headers, host: new URL(proxy.url).host },
          localAddress,
          servername: "localhost",
        },
        (answer) => resolve(answer.resume().statusCode!),
      );
      asked.on("error", reject);
      asked.end(JSON.stringify({ email: ANA.email, password: "not the password" }));
    });

  test("pages of the app are served, deep ones too", async () => {
    for (const path of ["/", "/c/some-channel?thread=1"]) {
      const answer = await fetch(`${proxy.url}${path}`);
      expect([answer.status, await answer.text()]).toEqual([200, "<title>the app</title>"]);
      expect(answer.headers.get("strict-transport-security")).not.toBeNull();
    }
  });

  test("a change shows at once on a screen that is open", async () => {
    const client = await connect();
    const names: string[] = [];
    client.onUpdate(api.channels.list, {}, (channels) => names.push(...channels.map(({ name }) => name)));
    await client.mutation(api.channels.create, { name: "live" });
    await expect.poll(() => names).toContain("live");
  });

  test("HTTP actions are reached, and lead to the public address", async () => {
    const answer = await fetch(`${proxy.url}/http/unsubscribe?token=x`, { redirect: "manual" });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe(`${proxy.url}/mail-link#x`);
  });

  test("a file of two megabytes is taken, at the address that the server gives out for it", async () => {
    const client = await connect();
    const url = await client.mutation(api.files.generateUploadUrl, {});
    expect(url.startsWith(`${proxy.url}/`)).toBe(true);
    const body = new Blob([new Uint8Array(2_000_000)], { type: "application/octet-stream" });
    const answer = await fetch(url, { method: "POST", body });
    expect(answer.status).toBe(200);
  });

  test("attempts count for the client's own address, whatever it claims to be", async () => {
    for (let i = 0; i < 5; i++) expect(await wrongSignIn("127.0.0.2", `10.0.0.${i}`)).toBe(401);
    expect(await wrongSignIn("127.0.0.2", "10.0.0.9")).toBe(429);
    expect(await wrongSignIn("127.0.0.3", "127.0.0.2")).toBe(401);
  });
});
