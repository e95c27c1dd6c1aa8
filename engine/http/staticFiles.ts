/**
 * Serves a built single-page app: files under its folder, and `index.html` for every other page.
 *
 * Rules   SPEC.md HT. Only files listed when the server starts are served, so no path can leave the folder.
 */
import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { createHash } from "node:crypto";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};
const COMPRESSED = new Set([".html", ".js", ".css", ".json", ".svg"]);
const QUALITY = 5;

type Asset = {
  path: string;
  type: string;
  etag: string;
  body: Buffer;
  brotli: Buffer | null;
  isImmutable: boolean;
};

export class StaticFiles {
  readonly #paths: Map<string, string>;
  readonly #assets = new Map<string, Asset>();
  readonly #headers: Record<string, string>;

  /** @param headers sent with every answer, such as the content security policy */
  constructor(folder: string, headers: Record<string, string>) {
    this.#headers = headers;
    this.#paths = new Map(
      list(folder).map((file) => [`/${relative(folder, file).split(sep).join("/")}`, file]),
    );
  }

  /** Answers GET and HEAD. False when there is neither such a file nor an app. */
  serve(request: IncomingMessage, response: ServerResponse, path: string): boolean {
    const isFile = this.#paths.has(path);
    const wanted = isFile ? path : "/index.html";
    const isPage = !isFile && extname(path) === "";
    if ((!isFile && !isPage) || !this.#paths.has(wanted)) return false;
    const asset = this.#asset(wanted);
    const headers: Record<string, string> = {
      ...this.#headers,
      "content-type": asset.type,
      "cache-control": asset.isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
      etag: asset.etag,
      vary: "accept-encoding",
    };
    if (request.headers["if-none-match"] === asset.etag) {
      response.writeHead(304, headers).end();
      return true;
    }
    const isBrotli = asset.brotli !== null && /\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""));
    const body = isBrotli ? asset.brotli! : asset.body;
    if (isBrotli) headers["content-encoding"] = "br";
    response.writeHead(200, { ...headers, "content-length": String(body.length) });
    response.end(request.method === "HEAD" ? undefined : body);
    return true;
  }

  #asset(path: string): Asset {
    const known = this.#assets.get(path);
    if (known !== undefined) return known;
    const body = readFileSync(this.#paths.get(path)!);
    const extension = extname(path);
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } };
    const asset: Asset = {
      path,
      body,
      type: TYPES[extension] ?? "application/octet-stream",
      etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
      brotli: COMPRESSED.has(extension) ? brotliCompressSync(body, options) : null,
      // Vite puts a hash of the content into the names under assets/.
      isImmutable: path.startsWith("/assets/"),
    };
    this.#assets.set(path, asset);
    return asset;
  }
}

/** Links are left out: they may lead out of the folder. */
function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return list(path);
    return !entry.isFile() || entry.name.endsWith(".map") || entry.name === "manifest.json" ? [] : [path];
  });
}
