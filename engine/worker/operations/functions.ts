/** Operations on functions and tables as such. */
import type { Handlers, OperationContext } from "./context.ts";

export function functionOperations({ database, executor, deployed, counters }: OperationContext) {
  const { catalog, store } = database;
  return {
    info: () => deployed.info(),
    metrics: () => counters(),
    nothing: () => null,
    "function.resolve": (_run, { component, address }) => executor.resolve(component, address),
    "function.handle": (_run, { component, address }) => executor.handle(component, address),
    "tables.counts": () =>
      catalog
        .components()
        .flatMap((component) =>
          catalog
            .tables(component)
            .map((table) => ({ component, name: table.name, count: catalog.count(table) })),
        ),
    "requests.forget": (_run, beforeTs) => store.forgetRequests(beforeTs),
  } satisfies Handlers<
    | "info"
    | "metrics"
    | "nothing"
    | "function.resolve"
    | "function.handle"
    | "tables.counts"
    | "requests.forget"
  >;
}
