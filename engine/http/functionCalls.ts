/**
 * Functions over HTTP: for Convex's own clients, and for any program that speaks JSON.
 *
 * Shapes  https://docs.convex.dev/http-api: `{path, args, format}` in, `{status, value | errorMessage, errorData,
 *         logLines}` out. Log lines are for the admin key.
 * Errors  A function's own error is status 200, and 560 to clients of the `convex` package.
 * Rules   SPEC.md HT1.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { inComponent } from "../functions/paths.ts";
import { HttpError, readJson, sendJson } from "../lib/http.ts";
import { encodeTs } from "../sync/protocol.ts";
import type { Json } from "../values/json.ts";
import { toPlainJson } from "../values/plainJson.ts";
import type { CallResult, WireCall } from "../worker/messages.ts";
import { callerOf, type ApiHost, type Caller } from "./api.ts";

type Kind = "query" | "mutation" | "action" | "function";
type Asked = { path?: unknown; componentPath?: unknown; args?: unknown; format?: unknown };

const MAX_BODY_BYTES = 16 * 1024 * 1024;
const MAX_PATH_LENGTH = 1_000;
const MAX_BATCH = 100;
const FUNCTION_FAILED = 560;
/** A caller who is further ahead of their rate is refused; others only wait. */
const MAX_WAIT_MS = 5_000;

/** Serves a path of this API; answers false for another one. */
export async function serveFunctionApi(
  host: ApiHost,
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, searchParams }: URL,
): Promise<boolean> {
  const isPost = request.method === "POST";
  const kind = /^\/api\/(query|mutation|action|function)$/.exec(pathname)?.[1] as Kind | undefined;
  if (kind !== undefined && isPost) await answerBody(host, kind, request, response);
  else if (kind === "query" && request.method === "GET")
    await answerOne(host, "query", askedIn(searchParams), request, response);
  // A query sees the newest state, which is never older than the position asked for.
  else if (pathname === "/api/query_at_ts" && isPost) await answerBody(host, "query", request, response);
  else if (pathname === "/api/query_ts") sendJson(response, { ts: encodeTs(host.deployment.database.ts) });
  else if (pathname === "/api/query_batch" && isPost) await answerBatch(host, request, response);
  else if (pathname.startsWith("/api/run/") && isPost) await answerRun(host, pathname, request, response);
  else return false;
  return true;
}

function askedIn(search: URLSearchParams): Asked {
  const args = search.get("args");
  try {
    return {
      path: search.get("path"),
      format: search.get("format"),
      args: args === null ? {} : (JSON.parse(args) as unknown),
    };
  } catch {
    throw new HttpError(400, "BadArgs", "`args` must be a JSON object.");
  }
}

async function answerBody(
  host: ApiHost,
  kind: Kind,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await answerOne(host, kind, await readJson<Asked>(request, MAX_BODY_BYTES), request, response);
}

/** `/api/run/messages/list`: the last step is the function's name. */
async function answerRun(
  host: ApiHost,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = decodeURIComponent(pathname.slice("/api/run/".length)).replace(/\/([^/]*)$/, ":$1");
  const asked = await readJson<Asked>(request, MAX_BODY_BYTES);
  await answerOne(host, "function", { ...asked, path }, request, response);
}

async function answerOne(
  host: ApiHost,
  kind: Kind,
  asked: Asked,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const caller = await callerOf(host, request);
  const call = callOf(host, caller, asked, request);
  await waitForTurn(host, request, caller, 1);
  const result = await run(host, kind, call);
  const isOwnClient = String(request.headers["convex-client"] ?? "").startsWith("npm-");
  const status = result.ok || !isOwnClient ? 200 : FUNCTION_FAILED;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(answerText(host, caller, result, asked.format));
}

async function answerBatch(host: ApiHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const caller = await callerOf(host, request);
  const { queries } = await readJson<{ queries?: unknown }>(request, MAX_BODY_BYTES);
  if (!Array.isArray(queries) || queries.length > MAX_BATCH)
    throw new HttpError(400, "BadQueryBatch", `\`queries\` must list ${MAX_BATCH} queries at most.`);
  const asked = queries as Asked[];
  const calls = asked.map((query) => callOf(host, caller, query, request));
  await waitForTurn(host, request, caller, calls.length);
  const results = await Promise.all(calls.map(async (call) => await run(host, "query", call)));
  const texts = results.map((result, i) => answerText(host, caller, result, asked[i]!.format));
  response.writeHead(200, { "content-type": "application/json" });
  response.end(`{"results":[${texts.join(",")}]}`);
}

/** @throws HttpError 400 */
function callOf(host: ApiHost, caller: Caller, asked: Asked, request: IncomingMessage): WireCall {
  const component = asked.componentPath ?? "";
  if (!isShort(asked.path) || !isShort(component))
    throw new HttpError(400, "BadConvexFunctionIdentifier", "`path` must name a function.");
  const args = Array.isArray(asked.args) ? asked.args : [asked.args ?? {}];
  return {
    ...caller,
    path: inComponent(component, asked.path),
    args: JSON.stringify(args),
    request: { ip: host.clientAddress(request), userAgent: request.headers["user-agent"] ?? "" },
  };
}

function isShort(value: unknown): value is string {
  return typeof value === "string" && value.length <= MAX_PATH_LENGTH;
}

/** Keeps callers to their rate. @throws HttpError 429 */
async function waitForTurn(
  host: ApiHost,
  request: IncomingMessage,
  { identity, mayCallInternal }: Caller,
  calls: number,
): Promise<void> {
  if (mayCallInternal) return;
  const waitMs = host.rates.take({ identity, address: host.clientAddress(request) }, calls);
  if (waitMs > MAX_WAIT_MS)
    throw new HttpError(429, "TooManyRequests", "Too many calls: slow down and try again.", {
      "retry-after": String(Math.ceil(waitMs / 1_000)),
    });
  if (waitMs > 0) await new Promise<void>((resolve) => setTimeout(resolve, waitMs));
}

async function run(host: ApiHost, kind: Kind, call: WireCall): Promise<CallResult> {
  const { deployment } = host;
  const known = kind === "function" ? ((await deployment.kindOf(call.path)) ?? "query") : kind;
  if (known === "query") return (await deployment.database.query(call)).result;
  if (known === "mutation") return (await deployment.database.mutation(call, null)).result;
  return await deployment.action(call);
}

function answerText(host: ApiHost, { mayCallInternal }: Caller, result: CallResult, format: unknown): string {
  const logLines = mayCallInternal ? result.logLines : [];
  if (!result.ok) {
    const errorMessage = mayCallInternal ? result.message : host.publicMessage(result.message);
    return JSON.stringify({ status: "error", errorMessage, errorData: result.data, logLines });
  }
  const value =
    format === "json" ? JSON.stringify(toPlainJson(JSON.parse(result.json) as Json)) : result.json;
  return `{"status":"success","value":${value},"logLines":${JSON.stringify(logLines)}}`;
}
