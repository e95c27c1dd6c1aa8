/** Small helpers of the HTTP side: bodies, answers, headers. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";

/** An answer other than 200, with Convex's `code` and `message`. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const UNPACKERS: Record<string, (body: Buffer, limits: { maxOutputLength: number }) => Promise<Buffer>> = {
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
};

const bodyLimits = new WeakMap<IncomingMessage, (bytes: number) => boolean>();

/** @param take is told how many bytes of the request's body are held so far, and answers whether there is room */
export function limitBody(request: IncomingMessage, take: (bytes: number) => boolean): void {
  bodyLimits.set(request, take);
}

/** The body, unpacked. @throws HttpError 503 when too much is being read already; 413 beyond `maxBytes`, packed or not; 400 and 415 for what is not packed as it says */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const hold = (bytes: number) => {
    if (bodyLimits.get(request)?.(bytes) === false)
      throw new HttpError(503, "Overloaded", "The server is reading too much already: try again later.");
  };
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    hold(size);
    chunks.push(chunk);
  }
  const encoding = request.headers["content-encoding"] ?? "identity";
  const body = await unpacked(Buffer.concat(chunks), encoding, maxBytes);
  hold(body.length);
  return body;
}

async function unpacked(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  if (encoding === "identity" || body.length === 0) return body;
  const unpack = Object.hasOwn(UNPACKERS, encoding) ? UNPACKERS[encoding]! : null;
  if (unpack === null)
    throw new HttpError(415, "UnsupportedEncoding", `Bodies may be packed with br or gzip, not ${encoding}.`);
  try {
    return await unpack(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(maxBytes);
    throw new HttpError(400, "BadEncoding", `The body is not packed with ${encoding}.`);
  }
}

function tooLarge(maxBytes: number): HttpError {
  return new HttpError(413, "PayloadTooLarge", `The body is larger than ${maxBytes} bytes.`);
}

/** @throws HttpError 400 when the body is no JSON object */
export async function readJson<T extends object>(request: IncomingMessage, maxBytes: number): Promise<T> {
  const body = await readBody(request, maxBytes);
  try {
    const value: unknown = JSON.parse(body.length === 0 ? "{}" : body.toString("utf8"));
    if (typeof value === "object" && value !== null) return value as T;
  } catch {
    // answered below
  }
  throw new HttpError(400, "BadJsonBody", "The body is not a JSON object.");
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

/** The public origin a request came to, as the browser sees it. */
export function originOf(request: IncomingMessage): string {
  return `${"encrypted" in request.socket ? "https" : "http"}://${request.headers.host ?? "localhost"}`;
}
