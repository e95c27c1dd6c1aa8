/** Operations on functions and tables as such. */
import type { Execution } from "../../functions/execution.ts";
import { loadInlineQuery, type InlineResult } from "../../functions/inlineQuery.ts";
import { inComponent } from "../../functions/paths.ts";
import { toFunctionError } from "../../functions/thrown.ts";
import type { Handlers, OperationContext, OperationRun } from "./context.ts";
import type { OperationMap } from "./map.ts";

/** More than what is left in pages that are in use anyway. */
const TRIED_LENGTH = 32_768;

type InlineQuery = OperationMap["query.inline"];

async function runInline(
  { executor, mark }: OperationContext,
  { tx, id }: OperationRun,
  { component, source }: InlineQuery["in"],
): Promise<InlineResult> {
  let logLines: string[] = [];
  const observe = (execution: Execution) => ({ logLines } = execution);
  try {
    // As a job it has the time of a function, and fails alone when that is over.
    mark("job", id);
    const query = await loadInlineQuery(source);
    const path = inComponent(component, "testQuery:default");
    const call = { path, args: "[{}]", identity: null, mayCallInternal: true };
    const { json } = await executor.runForeign(query, call, tx.in(component), observe);
    return { ok: true, json, logLines };
  } catch (thrown) {
    const { message, data } = toFunctionError(thrown);
    return { ok: false, message, data, logLines };
  }
}

export function functionOperations(context: OperationContext) {
  const { database, executor, deployed, counters, figures } = context;
  const { catalog, store } = database;
  return {
    info: () => deployed.info(),
    metrics: () => counters(),
    "functions.runs": () => figures.all(),
    nothing: () => null,
    "function.resolve": (_run, { component, address }) => executor.resolve(component, address),
    "function.handle": (_run, { component, address }) => executor.handle(component, address),
    "ids.tables": ({ tx }, { component, texts }) => {
      const own = tx.in(component);
      const known = texts.flatMap((text) => {
        const table = own.tableOfId(text);
        return table === null ? [] : [[text, table.name] as const];
      });
      return Object.fromEntries(known);
    },
    "query.inline": async (run, asked) => await runInline(context, run, asked),
    "tables.counts": () =>
      catalog
        .components()
        .flatMap((component) =>
          catalog
            .tables(component)
            .map((table) => ({ component, name: table.name, count: catalog.count(table) })),
        ),
    "disk.try": () => store.writeMeta("diskTry", "x".repeat(TRIED_LENGTH)),
    "requests.forget": (_run, { beforeTs, most }) => store.forgetRequests(beforeTs, most),
  } satisfies Handlers<
    | "info"
    | "metrics"
    | "functions.runs"
    | "nothing"
    | "function.resolve"
    | "function.handle"
    | "ids.tables"
    | "query.inline"
    | "tables.counts"
    | "disk.try"
    | "requests.forget"
  >;
}
