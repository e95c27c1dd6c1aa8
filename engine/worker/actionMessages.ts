/** What the front thread and an action worker say to each other. */
import type { ReadableStream } from "node:stream/web";
import type { AnalyzedModule } from "../deploy/analysis.ts";
import type { Environments } from "../functions/components.ts";
import type { CallResult, WireCall } from "./messages.ts";
import type { StoredPart } from "./storedBlobs.ts";

export type HttpRequest = {
  method: string;
  url: string;
  headers: [string, string][];
  body: Uint8Array | null;
};
/** A request with the component that serves it, and its path as that component's router knows it. */
export type RoutedRequest = HttpRequest & { component: string; route: string };
export type HttpResponse = {
  status: number;
  headers: [string, string][];
  body: ReadableStream<Uint8Array> | StoredPart | null;
};

/**
 * No route matched if there is neither response nor error, and `path` is empty: else it names the route. An action with a
 * body goes on until that has ended.
 */
export type HttpOutcome = {
  path: string;
  response: HttpResponse | null;
  error: string | null;
  logLines: string[];
};

export type ToActions =
  | { type: "run"; id: number; call: WireCall }
  | { type: "http"; id: number; request: RoutedRequest; identity: string | null }
  | { type: "environment"; environments: Environments }
  /** Asks the thread to end at once, whatever runs. */
  | { type: "stop" }
  | { type: "answer"; id: number; ok: true; value: unknown }
  | { type: "answer"; id: number; ok: false; message: string; data?: unknown };

export type FromActions =
  | { type: "ready"; analysis: Record<string, AnalyzedModule> }
  | { type: "failed"; message: string }
  | { type: "done"; id: number; result: CallResult }
  | ({ type: "responded"; id: number } & HttpOutcome)
  /** The body of a response has ended, whole or not. */
  | { type: "ended"; id: number }
  | { type: "ask"; id: number; action: number; name: string; args: unknown };
