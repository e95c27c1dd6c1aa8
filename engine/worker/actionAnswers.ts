/**
 * Answers what a running action asks of its deployment: functions, scheduling and files.
 *
 * Errors  Error with `data` where the function that was called threw a ConvexError.
 * Rules   SPEC.md AC.
 */
import type { VectorQuery, VectorResult } from "../database/vectors.ts";
import { hexOf, type FileMetadata } from "../functions/effects.ts";
import { pathOf, type Address } from "../functions/paths.ts";
import type { CallResult, WireCall } from "./messages.ts";
import type { AskOperation } from "./operations/map.ts";

/** `sha256` is the expected hash in base64, if the caller gives one. */
export type StoredBytes = { bytes: Uint8Array; contentType: string | null; sha256?: string | null };

/** A small file's bytes, or the place of a large one on disk, from where it is read as far as somebody wants it. */
export type ReadFile = ({ bytes: Uint8Array<ArrayBuffer> } | { path: string }) & {
  contentType: string | null;
};

/** The deployment as an action sees it. */
export type ActionHost = {
  query(call: WireCall): Promise<CallResult>;
  mutation(call: WireCall): Promise<CallResult>;
  action(call: WireCall): Promise<CallResult>;
  operation: AskOperation;
  storeBytes(file: StoredBytes, component: string): Promise<string>;
  searchVectors(query: VectorQuery, component: string): Promise<VectorResult[]>;
  readFile(storageId: string, component: string): Promise<ReadFile | null>;
};

/** The action that asks: its component, and the identity it acts with. */
export type ActionCaller = { component: string; identity: string | null };

/** Components are told nothing of the caller, so neither is what they call. */
export function callerIn(component: string, identity: string | null): ActionCaller {
  return { component, identity: component === "" ? identity : null };
}

type Asked = Address & { args: never; ts: number; id: string; storageId: string; query: VectorQuery };

/** @throws what the action shall see */
export async function answerAction(
  host: ActionHost,
  name: string,
  asked: unknown,
  { component, identity }: ActionCaller,
): Promise<unknown> {
  const { args, ts, id, storageId: _storageId, query, ...address } = asked as Asked;
  const resolve = async () => await host.operation("function.resolve", { component, address });
  const path = async () => (address.reference === undefined ? pathOf(component, address) : await resolve());
  const call = async (): Promise<WireCall> => ({
    path: await path(),
    args: JSON.stringify([args]),
    identity,
    mayCallInternal: true,
  });
  switch (name) {
    case "1.0/actions/query":
      return unwrap(await host.query(await call()));
    case "1.0/actions/mutation":
      return unwrap(await host.mutation(await call()));
    case "1.0/actions/action":
      return unwrap(await host.action(await call()));
    case "1.0/actions/schedule":
      return await host.operation("action.schedule", {
        component,
        path: await path(),
        args,
        dueMs: ts * 1000,
      });
    case "1.0/actions/cancel_job":
      return await host.operation("action.cancel", { component, id });
    case "1.0/actions/vectorSearch":
      return { results: await host.searchVectors(query, component) };
    case "1.0/createFunctionHandle":
      return await host.operation("function.handle", { component, address });
    default:
      return await answerOfData(host, name, asked, component);
  }
}

/** Files, and which tables ids are of. */
async function answerOfData(
  host: ActionHost,
  name: string,
  asked: unknown,
  component: string,
): Promise<unknown> {
  const { storageId } = asked as Asked;
  const file = { component, id: storageId };
  switch (name) {
    case "ids.tables":
      return await host.operation("ids.tables", { component, texts: asked as string[] });
    case "1.0/storageGenerateUploadUrl":
      return await host.operation("storage.uploadUrl", { component });
    case "1.0/storageGetUrl":
      return await host.operation("storage.url", file);
    case "1.0/storageGetMetadata":
      return inHex(await host.operation("storage.metadata", file));
    case "1.0/storageDelete":
      return await host.operation("storage.delete", file);
    case "storage.store":
      return await host.storeBytes(asked as StoredBytes, component);
    case "storage.get":
      return await host.readFile(storageId, component);
    default:
      throw new Error(`Unknown async operation ${name}: it is not available in actions.`);
  }
}

/** `ctx.storage.getMetadata` tells the hash in hex; the document of the file has it in base64. */
function inHex(metadata: FileMetadata | null): FileMetadata | null {
  return metadata && { ...metadata, sha256: hexOf(metadata.sha256) };
}

function unwrap(result: CallResult): string {
  if (result.ok) return result.json;
  throw Object.assign(new Error(result.message), result.data === undefined ? {} : { data: result.data });
}
