/**
 * The HTTP API besides functions: authentication, HTTP actions, file upload and download.
 *
 * Rules   SPEC.md HT, FS.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { DigestError } from "../storage/files.ts";
import { TokenError } from "../identity/tokens.ts";
import type { Deployment } from "../deployment/deployment.ts";
import type { WireCall } from "../worker/messages.ts";
import type { CallerRates } from "./readRate.ts";
import { fileAnswer } from "../lib/fileAnswer.ts";
import { HttpError, originOf, readBody, sendJson } from "../lib/http.ts";

export type ApiHost = {
  deployment: Deployment;
  isAdminKey(key: string): boolean;
  nowMs(): number;
  publicMessage(message: string): string;
  clientAddress: (request: IncomingMessage) => string;
  rates: CallerRates;
};

export type Caller = Pick<WireCall, "identity" | "mayCallInternal">;

const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Reads the caller from the Authorization header. @throws HttpError 401 */
export async function callerOf(host: ApiHost, request: IncomingMessage): Promise<Caller> {
  const header = request.headers.authorization ?? "";
  const [scheme, ...rest] = header.split(" ");
  const value = rest.join(" ");
  if (scheme === "Convex") {
    const [key, acting] = splitActing(value);
    if (!host.isAdminKey(key))
      throw new HttpError(401, "BadAdminKey", "The admin key is not the one of this deployment.");
    return { identity: acting, mayCallInternal: true };
  }
  if (scheme !== "Bearer") return { identity: null, mayCallInternal: false };
  try {
    const { identity } = await host.deployment.tokens.verify(value, host.nowMs());
    return { identity, mayCallInternal: false };
  } catch (error) {
    if (error instanceof TokenError) throw new HttpError(401, "Unauthenticated", error.message);
    throw error;
  }
}

type Attributes = Record<string, unknown>;

/** The attributes of whom the CLI acts as; those that every identity has are made up where they are not given. */
function completed({ issuer = "https://convex.test", subject = "test", ...others }: Attributes): Attributes {
  return { issuer, subject, tokenIdentifier: `${String(issuer)}|${String(subject)}`, ...others };
}

/** `key:base64(attributes)` when the CLI acts as a person. */
function splitActing(value: string): [string, string | null] {
  const colon = value.lastIndexOf(":");
  if (colon === -1) return [value, null];
  try {
    const acting = Buffer.from(value.slice(colon + 1), "base64").toString("utf8");
    return [value.slice(0, colon), JSON.stringify(completed(JSON.parse(acting) as Attributes))];
  } catch {
    return [value, null];
  }
}

/** `/http/*`: the routes of `convex/http.ts`. */
export async function runHttpAction(
  host: ApiHost,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const caller = await callerOf(host, request).catch(() => ({ identity: null }));
  const method = request.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? await readBody(request, MAX_BODY_BYTES) : null;
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((single): [string, string] => [name, single]),
  );
  const url = `${originOf(request)}${path}`;
  const answer = await host.deployment.httpAction({ method, url, headers, body }, caller.identity);
  if (answer === null) throw new HttpError(404, "NotFound", "No matching routes found");
  response.writeHead(answer.status, answer.headers.flat());
  if (answer.body === null) return void response.end();
  response.flushHeaders();
  try {
    await pipeline(answer.body, response);
  } catch (error) {
    // The client closed early, which is no error.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

/** `POST /api/storage/upload?token=…` with a URL that `generateUploadUrl` has given out, once. */
export async function upload(
  host: ApiHost,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
): Promise<void> {
  const component = await host.deployment.database.operation("storage.claimUpload", token);
  if (component === null)
    throw new HttpError(
      403,
      "StorageTokenInvalid",
      "This upload URL was used already or has expired: ask for a new one.",
    );
  const contentType = request.headers["content-type"] ?? null;
  const expected = digestIn(request);
  const storageId = await host.deployment
    .storeFile(request, contentType, component, expected)
    .catch((error: Error) => {
      throw error instanceof DigestError ? new HttpError(400, "Sha256Mismatch", error.message) : error;
    });
  sendJson(response, { storageId });
}

/** The SHA-256 that the sender expects, in base64, if it says one. @throws HttpError 400 for another digest */
function digestIn({ headers: { digest } }: IncomingMessage): string | null {
  if (digest === undefined) return null;
  const found = /^sha-256=([A-Za-z0-9+/]{43}=)$/i.exec(String(digest))?.[1];
  if (found !== undefined) return found;
  throw new HttpError(400, "BadDigest", "`Digest` must be `sha-256=` and the hash in base64.");
}

/** `GET /api/storage/<id>`, with one byte range. */
export async function download(
  host: ApiHost,
  request: IncomingMessage,
  response: ServerResponse,
  storageId: string,
): Promise<void> {
  const metadata = await host.deployment.database.operation("storage.find", storageId).catch(() => null);
  if (metadata === null) throw new HttpError(404, "NotFound", "File not found.");
  const { status, headers, range } = fileAnswer(metadata, request.headers.range);
  response.writeHead(status, headers);
  if (request.method === "HEAD" || metadata.size === 0 || status === 416) response.end();
  else await pipeline(host.deployment.files.read(metadata.sha256, range ?? undefined), response);
}
