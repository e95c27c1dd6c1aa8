/**
 * Answers what a running action asks of its deployment: functions, scheduling and files.
 *
 * Errors  Error with `data` where the function that was called threw a ConvexError.
 * Rules   SPEC.md AC.
 */
import type { CallResult, WireCall } from "./messages.ts";

export type StoredBytes = { bytes: Uint8Array; contentType: string | null };

/** The deployment as an action sees it. */
export type ActionHost = {
  query(call: WireCall): Promise<CallResult>;
  mutation(call: WireCall): Promise<CallResult>;
  action(call: WireCall): Promise<CallResult>;
  operation(name: string, payload?: unknown): Promise<unknown>;
  storeBytes(file: StoredBytes): Promise<string>;
  readBytes(storageId: string): Promise<StoredBytes | null>;
};

type Asked = { path: string; args: never; ts: number; id: string; storageId: string };

/** @throws what the action shall see */
export async function answerAction(
  host: ActionHost,
  name: string,
  asked: unknown,
  identity: string | null,
): Promise<unknown> {
  const { path, args, ts, id, storageId } = asked as Asked;
  const call: WireCall = { path, args: JSON.stringify([args]), identity, mayCallInternal: true };
  switch (name) {
    case "1.0/actions/query":
      return unwrap(await host.query(call));
    case "1.0/actions/mutation":
      return unwrap(await host.mutation(call));
    case "1.0/actions/action":
      return unwrap(await host.action(call));
    case "1.0/actions/schedule":
      return await host.operation("action.schedule", { path, args, dueMs: ts * 1000 });
    case "1.0/actions/cancel_job":
      return await host.operation("action.cancel", id);
    case "1.0/storageGenerateUploadUrl":
      return await host.operation("storage.uploadUrl");
    case "1.0/storageGetUrl":
      return await host.operation("storage.url", storageId);
    case "1.0/storageGetMetadata":
      return await host.operation("storage.metadata", storageId);
    case "1.0/storageDelete":
      return await host.operation("storage.delete", storageId);
    case "storage.store":
      return await host.storeBytes(asked as StoredBytes);
    case "storage.get":
      return await host.readBytes(asked as string);
    default:
      throw new Error(`Unknown async operation ${name}: it is not available in actions.`);
  }
}

function unwrap(result: CallResult): string {
  if (result.ok) return result.json;
  throw Object.assign(new Error(result.message), result.data === undefined ? {} : { data: result.data });
}
