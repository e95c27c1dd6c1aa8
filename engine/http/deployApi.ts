/**
 * The deployment API that the official `convex` CLI speaks, behind the admin key.
 *
 * Shapes  `convex/src/cli/lib/deployApi` of convex 1.48 and what `convex env`, `run` and `logs` ask.
 * Rules   SPEC.md DP.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Pushed } from "../deploy/push.ts";
import type { LogEntry } from "../worker/messages.ts";
import type { EnvironmentChange, Prepared } from "../worker/operations/map.ts";
import { callerOf, type ApiHost } from "./api.ts";
import { snapshotRoute, type AdminHandler as Handler } from "./snapshotApi.ts";
import { finishPushAnswer, NO_SCHEMA_CHANGE, schemaEvaluation, startPushAnswer } from "./pushAnswers.ts";
import { HttpError, originOf, readJson, sendJson } from "../lib/http.ts";

const MAX_PUSH_BYTES = 64 * 1024 * 1024;
const RESERVED = new Set(["CONVEX_CLOUD_URL", "CONVEX_SITE_URL"]);
const LOG_POLL_MS = 10_000;

type StartPush = {
  appDefinition: Pushed["app"];
  componentDefinitions: Pushed["components"];
  forCodegen?: boolean;
};

/** @throws HttpError 403 unless the request has the admin key */
export async function requireAdmin(host: ApiHost, request: IncomingMessage): Promise<void> {
  const { mayCallInternal } = await callerOf(host, request);
  if (!mayCallInternal) throw new HttpError(403, "Forbidden", "This needs the deployment's admin key.");
}

/** Runs a step of a push; what the developer did wrong becomes a 400 with their error. */
async function developerStep<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw new HttpError(400, "InvalidModules", (error as Error).message);
  }
}

async function prepare(host: ApiHost, request: IncomingMessage): Promise<Prepared> {
  const body = await readJson<StartPush>(request, MAX_PUSH_BYTES);
  const { appDefinition: app, componentDefinitions: components, forCodegen: isForCodegen = false } = body;
  return await developerStep(() => host.deployment.preparePush({ app, components, isForCodegen }));
}

const startPush: Handler = async (host, request, response) => {
  sendJson(response, startPushAnswer(await prepare(host, request)));
};

const evaluatePush: Handler = async (host, request, response) => {
  await prepare(host, request);
  sendJson(response, { schemaChange: NO_SCHEMA_CHANGE });
};

const evaluateSchema: Handler = async (host, request, response) => {
  const prepared = await prepare(host, request);
  const counts = await host.deployment.database.operation("tables.counts");
  sendJson(response, schemaEvaluation(prepared, counts));
};

const waitForSchema: Handler = async (host, request, response) => {
  await readJson(request, MAX_PUSH_BYTES);
  const violation = await host.deployment.database.operation("push.check");
  sendJson(response, violation === null ? { type: "complete" } : { type: "failed", ...violation });
};

const finishPush: Handler = async (host, request, response) => {
  const { dryRun } = await readJson<{ dryRun?: boolean }>(request, MAX_PUSH_BYTES);
  const finished = dryRun ? null : await developerStep(() => host.deployment.finishPush());
  sendJson(response, finishPushAnswer(finished?.changes ?? {}));
};

const configHashes: Handler = async (host, request, response) => {
  await readJson(request, MAX_PUSH_BYTES);
  const sources = await host.deployment.database.operation("modules.sources");
  const moduleHashes = sources
    .filter(({ definition, path }) => definition === "" && path !== "schema.js")
    .map(({ path, environment, sha256 }) => ({ path, environment, hash: sha256 }));
  sendJson(response, {
    config: { functions: "convex/", authInfo: [] },
    moduleHashes,
    nodeDependencies: [],
    udfServerVersion: "1.48.0",
  });
};

const updateEnvironment: Handler = async (host, request, response) => {
  const { changes } = await readJson<{ changes: { name: string; value?: string | null }[] }>(
    request,
    MAX_PUSH_BYTES,
  );
  const checked: EnvironmentChange[] = changes.map(({ name, value }) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,39}$/.test(name))
      throw new HttpError(400, "InvalidEnvVarName", `"${name}" is not a name of an environment variable.`);
    if (RESERVED.has(name))
      throw new HttpError(
        400,
        "ReservedEnvVarName",
        `${name} is set by Convex itself and cannot be changed.`,
      );
    return { name, value: value ?? null };
  });
  await developerStep(() => host.deployment.updateEnvironment(checked));
  sendJson(response, {});
};

const canonicalUrls: Handler = async (_host, request, response) => {
  const origin = originOf(request);
  sendJson(response, { convexCloudUrl: origin, convexSiteUrl: `${origin}/http` });
};

/** The tables of the app. Nobody has looked at the shapes of their documents. */
const shapes: Handler = async ({ deployment }, _request, response) => {
  const counts = await deployment.database.operation("tables.counts");
  const own = counts.filter(({ component, name }) => component === "" && !name.startsWith("_"));
  sendJson(response, Object.fromEntries(own.map(({ name }) => [name, { type: "Unknown" }])));
};

/** A query that is written for this once. Components are known by their paths, which are their ids here. */
const runTestFunction: Handler = async (host, request, response) => {
  type Asked = { bundle?: { source?: unknown }; componentId?: unknown };
  const { bundle, componentId } = await readJson<Asked>(request, MAX_PUSH_BYTES);
  const source = bundle?.source;
  if (typeof source !== "string") throw new HttpError(400, "BadBundle", "`bundle.source` must be a module.");
  const component = typeof componentId === "string" ? componentId : "";
  const result = await host.deployment.database
    .operation("query.inline", { component, source })
    // One that does not come back is ended with its thread.
    .catch(({ message }: Error) => ({ ok: false as const, message, data: undefined, logLines: [] }));
  const { logLines } = result;
  if (result.ok)
    sendJson(response, { status: "success", value: JSON.parse(result.json) as unknown, logLines });
  else
    sendJson(response, { status: "error", errorMessage: result.message, errorData: result.data, logLines });
};

const UDF_TYPE: Record<LogEntry["kind"], string> = {
  query: "Query",
  mutation: "Mutation",
  action: "Action",
  httpAction: "HttpAction",
};

function logEntryJson(entry: LogEntry) {
  return {
    kind: "Completion",
    identifier: entry.path,
    udfType: UDF_TYPE[entry.kind],
    logLines: entry.logLines,
    timestamp: entry.startMs / 1000,
    executionTime: entry.durationMs / 1000,
    cachedResult: false,
    requestId: entry.requestId,
    success: entry.error === null ? {} : null,
    error: entry.error,
  };
}

/** Waits for entries after the cursor, for a while. */
const streamLogs: Handler = async ({ deployment: { functionLog } }, _request, response, query) => {
  const cursor = Number(query.get("cursor") ?? 0);
  if (functionLog.count <= cursor) await functionLog.next(LOG_POLL_MS);
  const entries = functionLog.after(cursor);
  sendJson(response, { entries: entries.map(logEntryJson), newCursor: functionLog.count });
};

const DEPLOY_ROUTES: Record<string, Handler> = {
  "/api/check_admin_key": async (_host, _request, response) => sendJson(response, { success: true }),
  "/api/deploy2/start_push": startPush,
  "/api/deploy2/evaluate_push": evaluatePush,
  "/api/deploy2/evaluate_schema": evaluateSchema,
  "/api/deploy2/wait_for_schema": waitForSchema,
  "/api/deploy2/finish_push": finishPush,
  "/api/deploy2/report_push_completed": async (_host, _request, response) => sendJson(response, {}),
  "/api/get_config_hashes": configHashes,
  "/api/run_test_function": runTestFunction,
  "/api/shapes2": shapes,
  "/api/update_environment_variables": updateEnvironment,
  "/api/v1/get_canonical_urls": canonicalUrls,
  "/api/stream_function_logs": streamLogs,
};

/** Serves the request when it is one of the CLI's. @throws HttpError */
export async function serveDeployApi(
  host: ApiHost,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  const handler = DEPLOY_ROUTES[path] ?? snapshotRoute(path);
  if (handler === undefined) return false;
  await requireAdmin(host, request);
  await handler(host, request, response, new URL(request.url ?? "", "http://localhost").searchParams);
  return true;
}
