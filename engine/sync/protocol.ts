/**
 * The messages of Convex's sync protocol, checked as they come in.
 *
 * Shapes  `convex/src/browser/sync/protocol.ts` of convex 1.48. Positions (`ts`) cross as base64 of a
 *         little-endian u64 of nanoseconds.
 * Errors  A frame that is not a message of the protocol throws ProtocolError; the connection then ends.
 * Rules   SPEC.md SY.
 */
import type { Part } from "./frame.ts";
import { inComponent } from "../functions/paths.ts";
import type { Json, JsonObject } from "../values/json.ts";

export class ProtocolError extends Error {
  override name = "ProtocolError";
}

export type AddQuery = {
  type: "Add";
  queryId: number;
  udfPath: string;
  args: string;
  journal: string | null;
};
export type ClientMessage =
  | { type: "Connect"; sessionId: string; connectionCount: number }
  | {
      type: "Authenticate";
      tokenType: "Admin" | "User" | "None";
      value: string;
      baseVersion: number;
      impersonating: JsonObject | null;
    }
  | {
      type: "ModifyQuerySet";
      baseVersion: number;
      newVersion: number;
      modifications: (AddQuery | { type: "Remove"; queryId: number })[];
    }
  | { type: "Mutation" | "Action"; requestId: number; udfPath: string; args: string }
  | { type: "Event" };

const MAX_PATH = 1_000;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function integer(message: Record<string, unknown>, field: string): number {
  const value = message[field];
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new ProtocolError(`${field} must be a whole number`);
  return value as number;
}

function text(message: Record<string, unknown>, field: string, maxLength: number): string {
  const value = message[field];
  if (typeof value !== "string" || value.length > maxLength)
    throw new ProtocolError(`${field} must be a short text`);
  return value;
}

function argsText(message: Record<string, unknown>): string {
  if (!Array.isArray(message.args)) throw new ProtocolError("args must be an array");
  return JSON.stringify(message.args);
}

/** The function's path, with its component where one is named: those are for the admin key. */
function functionPath(message: Record<string, unknown>): string {
  const component = message.componentPath === undefined ? "" : text(message, "componentPath", MAX_PATH);
  return inComponent(component, text(message, "udfPath", MAX_PATH));
}

/** @throws ProtocolError */
export function parseClientMessage(frame: string): ClientMessage {
  let message: unknown;
  try {
    message = JSON.parse(frame);
  } catch {
    throw new ProtocolError("not JSON");
  }
  if (!isRecord(message)) throw new ProtocolError("not an object");
  switch (message.type) {
    case "Connect":
      return {
        type: "Connect",
        sessionId: text(message, "sessionId", 200),
        connectionCount: integer(message, "connectionCount"),
      };
    case "Authenticate":
      return parseAuthenticate(message);
    case "ModifyQuerySet":
      return parseModifyQuerySet(message);
    case "Mutation":
    case "Action":
      return {
        type: message.type,
        requestId: integer(message, "requestId"),
        udfPath: functionPath(message),
        args: argsText(message),
      };
    case "Event":
      return { type: "Event" };
    default:
      throw new ProtocolError("unknown message type");
  }
}

function parseAuthenticate(message: Record<string, unknown>): ClientMessage {
  const { tokenType } = message;
  if (tokenType !== "Admin" && tokenType !== "User" && tokenType !== "None")
    throw new ProtocolError("unknown tokenType");
  const value = tokenType === "None" ? "" : text(message, "value", 65_536);
  const impersonating = isRecord(message.impersonating) ? (message.impersonating as JsonObject) : null;
  return {
    type: "Authenticate",
    tokenType,
    value,
    baseVersion: integer(message, "baseVersion"),
    impersonating,
  };
}

function parseModifyQuerySet(message: Record<string, unknown>): ClientMessage {
  if (!Array.isArray(message.modifications)) throw new ProtocolError("modifications must be an array");
  const modifications = message.modifications.map((modification: unknown) => {
    if (!isRecord(modification)) throw new ProtocolError("a modification must be an object");
    const queryId = integer(modification, "queryId");
    if (modification.type === "Remove") return { type: "Remove" as const, queryId };
    if (modification.type !== "Add") throw new ProtocolError("unknown modification");
    const journal = typeof modification.journal === "string" ? modification.journal : null;
    return {
      type: "Add" as const,
      queryId,
      udfPath: functionPath(modification),
      args: argsText(modification),
      journal,
    };
  });
  const baseVersion = integer(message, "baseVersion");
  return { type: "ModifyQuerySet", baseVersion, newVersion: integer(message, "newVersion"), modifications };
}

/** The last position that was encoded: all connections are told the same ones. */
let encoded = { ts: -1, text: "" };

/** @param ts microseconds; the wire has nanoseconds */
export function encodeTs(ts: number): string {
  if (encoded.ts === ts) return encoded.text;
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(ts) * 1000n);
  encoded = { ts, text: bytes.toString("base64") };
  return encoded.text;
}

export type Version = { querySet: number; identity: number; ts: number };

export function versionJson({ querySet, identity, ts }: Version): string {
  return `{"querySet":${querySet},"identity":${identity},"ts":"${encodeTs(ts)}"}`;
}

/** @param start and `end` are the JSON texts of versions */
export function transitionParts(start: string, end: string, modifications: Iterable<Part[]>): Part[] {
  const versions = `"startVersion":${start},"endVersion":${end}`;
  const parts: Part[] = [`{"type":"Transition",${versions},"modifications":[`];
  for (const modification of modifications) {
    if (parts.length > 1) parts.push(",");
    parts.push(...modification);
  }
  parts.push("]}");
  return parts;
}

/** What follows the query's own number in a modification: the part that all watchers of a result share. */
export function resultJson(
  result:
    | { ok: true; json: string; journal: string | null }
    | { ok: false; message: string; data: Json | undefined; journal: string | null },
): string {
  const journal = JSON.stringify(result.journal);
  if (result.ok) return `"type":"QueryUpdated","value":${result.json},"logLines":[],"journal":${journal}}`;
  const data = result.data === undefined ? "" : `"errorData":${JSON.stringify(result.data)},`;
  return `"type":"QueryFailed","errorMessage":${JSON.stringify(result.message)},${data}"logLines":[],"journal":${journal}}`;
}
