/** Operations on functions and tables as such. */
import type { Handlers, OperationContext } from "./context.ts";

/** More than what is left in pages that are in use anyway. */
const TRIED_LENGTH = 32_768;

export function functionOperations({ database, executor, deployed, counters }: OperationContext) {
  const { catalog, store } = database;
  return {
    info: () => deployed.info(),
    metrics: () => counters(),
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
    "tables.counts": () =>
      catalog
        .components()
        .flatMap((component) =>
          catalog
            .tables(component)
            .map((table) => ({ component, name: table.name, count: catalog.count(table) })),
        ),
    "disk.try": () => store.writeMeta("diskTry", "x".repeat(TRIED_LENGTH)),
    "requests.forget": (_run, beforeTs) => store.forgetRequests(beforeTs),
  } satisfies Handlers<
    | "info"
    | "metrics"
    | "nothing"
    | "function.resolve"
    | "function.handle"
    | "ids.tables"
    | "tables.counts"
    | "disk.try"
    | "requests.forget"
  >;
}
