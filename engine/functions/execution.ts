/**
 * One running query or mutation: what it may see, and what it has looked at.
 *
 * Shapes  `Execution` is found by every syscall through the asynchronous context it was made in, so that
 *         nested calls running side by side never mix.
 * Rules   SPEC.md FN.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Limits } from "../database/limits.ts";
import type { Cursors, Journal } from "../database/page.ts";
import type { DocumentSource } from "../database/query.ts";
import type { Transaction } from "../database/transaction.ts";
import type { Json, JsonObject } from "../values/json.ts";
import type { Address } from "./paths.ts";

/** The caller: the attributes that `getUserIdentity` returns, as JSON text, or null for nobody. */
export type Identity = string | null;

/** A nested query whose answer depends on who asks; a shared result holds for whoever gets the same answers. */
export type IdentityCall = { path: string; args: string; result: string };

export type Execution = {
  host: Host;
  kind: "query" | "mutation";
  path: string;
  tx: Transaction;
  identity: Identity;
  /** Milliseconds since the epoch, fixed for the whole run. */
  nowMs: number;
  random: () => number;
  journal: Journal;
  hasPaginated: boolean;
  /** Looked at: the caller, the clock or chance. A result that did not is everybody's, at any time. */
  saw: { identity: boolean; clock: boolean; chance: boolean };
  identityCalls: IdentityCall[];
  streams: Map<number, DocumentSource>;
  nextStream: number;
  /** Set while a nested call runs: later syscalls of the same function wait for it. */
  nested: Promise<unknown> | null;
  /** Whether a call into the engine has failed: a function that did not wait for it will not know. */
  hasFailedCall: boolean;
  /** What nobody has caught in this function: it fails with it. */
  uncaught: { thrown: unknown } | null;
  /** Whether the function has returned: what it left running reaches nothing any more. */
  isOver: boolean;
  logLines: string[];
  request: JsonObject;
};

/** What a syscall needs besides its own execution. */
export type Host = {
  cursors: Cursors;
  /** The path of the function that an address means in a component. @throws FunctionError */
  resolve(component: string, address: Address): string;
  /** The text by which anybody may call that function. @throws FunctionError */
  handle(component: string, address: Address): string;
  /** Runs a function inside the transaction of `parent`; answers its JSON text. */
  runNested(
    parent: Execution,
    kind: "query" | "mutation",
    path: string,
    args: string,
    limits: Partial<Limits> | undefined,
  ): Promise<string>;
  schedule(parent: Execution, path: string, args: Json, dueMs: number): string;
  cancelJob(parent: Execution, id: string): void;
  generateUploadUrl(parent: Execution): string;
  storageUrl(parent: Execution, storageId: string): string | null;
  storageMetadata(parent: Execution, storageId: string): Json;
  deleteFile(parent: Execution, storageId: string): void;
};

const current = new AsyncLocalStorage<Execution>();

export function currentExecution(): Execution | undefined {
  return current.getStore();
}

export function runIn<T>(execution: Execution, step: () => T): T {
  return current.run(execution, step);
}
