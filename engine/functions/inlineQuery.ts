/**
 * A query that somebody with the admin key writes for one run: `convex run --inline-query`.
 *
 * Shapes  The CLI makes a module of it whose default export is the query, and which imports `query` and
 *         `internalQuery` from a module of Convex's own.
 * Errors  FunctionError for whatever is wrong with the module.
 * Rules   SPEC.md DP8.
 */
import { FunctionError } from "../values/errors.ts";
import type { Json } from "../values/json.ts";
import { Modules, type LoadedFunction } from "./modules.ts";
import { toFunctionError } from "./thrown.ts";

export type InlineResult =
  | { ok: true; json: string; logLines: string[] }
  | { ok: false; message: string; data: Json | undefined; logLines: string[] };

const WRAPPERS = "convex:/_system/repl/wrappers.js";

/** Evaluates the module and answers its query. @throws FunctionError */
export async function loadInlineQuery(source: string): Promise<LoadedFunction> {
  const { queryGeneric: query, internalQueryGeneric: internalQuery } = await import("convex/server");
  const sources = [{ path: "testQuery.js", source, environment: "isolate" as const }];
  let modules: Modules;
  try {
    modules = await Modules.load(sources, { [WRAPPERS]: { query, internalQuery } });
  } catch (error) {
    throw toFunctionError(error);
  }
  const loaded = modules.function("testQuery:default");
  if (loaded.kind !== "query") throw new FunctionError("The default export of the module is no query.");
  return loaded;
}
