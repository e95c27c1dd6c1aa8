/** nginx and Caddy with the configurations of `deploy/`, on free ports and with a certificate of their own. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { root } from "../../scripts/config.ts";
import { freePort } from "./ports.ts";

export type Proxy = { url: string; stop(): Promise<void> };

export const deployed = (name: string) => readFileSync(join(root, "deploy", name), "utf8");

/** A text with some parts in the place of others, each of which must be there. */
function replaced(text: string, parts: Record<string, string>): string {
  return Object.entries(parts).reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`The configuration has no "${from}".`);
    return changed.replaceAll(from, to);
  }, text);
}

/** Makes a key and a certificate for localhost, signed by itself. */
function certify(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const args =
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost";
  const files = ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate];
  const made = spawnSync("openssl", [...args.split(" "), ...files]);
  if (made.status !== 0) throw new Error(`Install openssl for the tests of proxies: ${String(made.stderr)}`);
  return { certificate, key };
}

/** Runs a program until it is stopped. @throws Error with what it said when it ends before it listens */
async function run(name: string, args: string[], folder: string, port: number): Promise<Proxy> {
  // Debian has servers where the PATH of people who are not root does not look.
  const PATH = `${process.env["PATH"]}:/usr/sbin`;
  const env = { ...process.env, PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(name, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = Promise.withResolvers<never>();
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.on("error", () => ended.reject(new Error(`Install ${name} for the tests of proxies.`)));
  child.on("exit", () => ended.reject(new Error(`${name} ended:\n${output}`)));
  ended.promise.catch(() => {});
  const url = `https://localhost:${port}`;
  await Promise.race([answering(url), ended.promise]);
  const stop = async () => {
    const exit = once(child, "exit");
    child.kill("SIGTERM");
    await exit;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, stop };
}

async function answering(url: string): Promise<void> {
  const isThere = async () => (await fetch(url).catch(() => null)) !== null;
  await vi.waitUntil(isThere, { timeout: 15_000 });
}

const newFolder = () => mkdtempSync(join(tmpdir(), "proxy-"));

/** nginx as `deploy/nginx.conf` has it. */
export async function startNginx(port: number, upstream: string): Promise<Proxy> {
  const folder = newFolder();
  const { certificate, key } = certify(folder);
  const servers = replaced(deployed("nginx.conf"), {
    "listen 80;": `listen 127.0.0.1:${await freePort()};`,
    "listen 443 ssl": `listen 127.0.0.1:${port} ssl`,
    "/etc/letsencrypt/live/chat.example.org/fullchain.pem": certificate,
    "/etc/letsencrypt/live/chat.example.org/privkey.pem": key,
    "chat.example.org": "localhost",
    "127.0.0.1:3000": upstream,
  });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join(" ");
  const file = join(folder, "nginx.conf");
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const head = `daemon off; pid ${join(folder, "pid")}; error_log stderr; ${user}`;
  writeFileSync(file, `${head} events {} http { access_log off; ${temporary} ${servers} }`);
  return await run("nginx", ["-p", folder, "-e", "stderr", "-c", file], folder, port);
}

/** Caddy with a configuration of `deploy/`, some parts of which are replaced. */
export async function startCaddy(name: string, port: number, parts: Record<string, string>): Promise<Proxy> {
  const folder = newFolder();
  const { certificate, key } = certify(folder);
  const [site = ""] = /^\S+(?= \{$)/m.exec(deployed(name)) ?? [];
  const sites = replaced(deployed(name), {
    [`${site} {`]: `https://localhost:${port} {\n\ttls ${certificate} ${key}`,
    ...parts,
  });
  const file = join(folder, "Caddyfile");
  writeFileSync(file, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${sites}`);
  return await run("caddy", ["run", "--adapter", "caddyfile", "--config", file], folder, port);
}
