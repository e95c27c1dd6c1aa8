/**
 * What `convex export`, `convex import` and `npm run backup` ask besides queries, behind the admin key.
 *
 * Shapes  `convex/src/cli/lib/convexExport` and `convexImport` of convex 1.48.
 * Rules   SPEC.md SN, BK.
 */
import { createReadStream, existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { SnapshotError } from "../deployment/snapshots.ts";
import { HttpError, readJson, sendJson } from "../lib/http.ts";
import type { ImportMode, Upload } from "../snapshot/unpack.ts";
import type { ApiHost } from "./api.ts";

const MAX_BODY_BYTES = 1024 * 1024;
const MODES = ["requireEmpty", "append", "replace", "replaceAll"];
const FORMATS = ["jsonLines", "jsonArray", "csv", "zip"];

type Finish = {
  import?: { tableName?: string; componentPath?: string; mode?: string; format?: string };
  uploadToken?: string;
  partTokens?: unknown[];
};

/** Serves one path of the CLI. */
export type AdminHandler = (
  host: ApiHost,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
) => Promise<void>;

/** Runs a step; what the caller did wrong becomes a 400. */
async function step<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SnapshotError) throw new HttpError(400, error.code, error.message);
    throw error;
  }
}

function partNumber(value: unknown): number {
  const part = Number(value);
  if (Number.isInteger(part) && part > 0 && part <= 10_000) return part;
  throw new HttpError(400, "BadPartNumber", "`partNumber` must be from 1 to 10000.");
}

const requestExport: AdminHandler = async ({ deployment }, _request, response, query) => {
  await step(async () => await deployment.snapshots.requestExport(query.get("includeStorage") === "true"));
  sendJson(response, {});
};

const startUpload: AdminHandler = async ({ deployment }, _request, response) =>
  sendJson(response, { uploadToken: await deployment.snapshots.startUpload() });

const uploadPart: AdminHandler = async ({ deployment }, request, response, query) => {
  const part = partNumber(query.get("partNumber"));
  await step(async () => await deployment.snapshots.savePart(query.get("uploadToken") ?? "", part, request));
  sendJson(response, String(part));
};

const finishUpload: AdminHandler = async ({ deployment }, request, response) => {
  const {
    import: asked = {},
    uploadToken = "",
    partTokens = [],
  } = await readJson<Finish>(request, MAX_BODY_BYTES);
  const { tableName, componentPath = "", mode = "", format = "" } = asked;
  if (!MODES.includes(mode) || !FORMATS.includes(format))
    throw new HttpError(400, "BadImport", "`mode` or `format` is none that this engine knows.");
  const what = {
    mode: mode as ImportMode,
    format: format as Upload["format"],
    table: tableName === undefined ? null : { component: componentPath, name: tableName },
  };
  const parts = partTokens.map(partNumber);
  const importId = await step(async () => await deployment.snapshots.finishUpload(uploadToken, parts, what));
  sendJson(response, { importId });
};

const performImport: AdminHandler = async ({ deployment }, request, response) => {
  const { importId = "" } = await readJson<{ importId?: string }>(request, MAX_BODY_BYTES);
  await step(async () => await deployment.snapshots.performImport(importId));
  sendJson(response, {});
};

/** Answers with a backup of the whole deployment, secrets included. */
const backUp: AdminHandler = async ({ deployment }, request, response) => {
  if (request.method !== "POST")
    throw new HttpError(405, "MethodNotAllowed", "A backup is asked for by POST.");
  await deployment.snapshots.withBackup(async (path) => {
    const { size } = await stat(path);
    response.writeHead(200, { "content-type": "application/zip", "content-length": String(size) });
    await pipeline(createReadStream(path), response);
  });
};

const ROUTES: Record<string, AdminHandler> = {
  "/api/backup": backUp,
  "/api/export/request/zip": requestExport,
  "/api/import/start_upload": startUpload,
  "/api/import/upload_part": uploadPart,
  "/api/import/finish_upload": finishUpload,
  "/api/perform_import": performImport,
};

const download =
  (ts: string): AdminHandler =>
  async ({ deployment }, _request, response) => {
    const path = deployment.snapshots.exportPath(ts);
    if (!existsSync(path))
      throw new HttpError(404, "ExportNotFound", "There is no export of this timestamp.");
    response.writeHead(200, {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename=snapshot_${ts}.zip`,
    });
    await pipeline(createReadStream(path), response);
  };

/** The handler of a path, if it is one of these. */
export function snapshotRoute(path: string): AdminHandler | undefined {
  const ts = /^\/api\/export\/zip\/(\d+)$/.exec(path)?.[1];
  return ts === undefined ? ROUTES[path] : download(ts);
}
