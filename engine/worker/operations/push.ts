/** A push in its steps. Rules: SPEC.md DP. */
import type { AnalyzedModule } from "../../deploy/analysis.ts";
import {
  applyPush,
  cronsOf,
  findViolation,
  preparePush,
  readSources,
  type PendingPush,
} from "../../deploy/push.ts";
import type { Handlers, OperationContext, OperationRun } from "./context.ts";
import type { Finished } from "./map.ts";

/** What a push has found, by definition and module. */
type Analysis = Record<string, Record<string, AnalyzedModule>>;

type Names = "push.prepare" | "push.check" | "push.finish" | "modules.sources" | "modules.spec";

export function pushOperations({ database, executor, scheduler, deployed, mark }: OperationContext) {
  let pending: PendingPush | null = null;
  let analysis: Analysis | null = null;

  /** What an import brings was checked against the schema in force, and has its indexes. */
  const expectNoImport = () => {
    if (database.catalog.staged.length > 0)
      throw new Error("An import is in progress: push again when it has ended.");
  };

  const finish = (run: OperationRun): Finished => {
    expectNoImport();
    if (pending === null) throw new Error("There is no push to finish: start again.");
    const changes = applyPush(database, pending);
    scheduler.replaceCrons(cronsOf(pending));
    executor.code = pending.code;
    pending = null;
    analysis = null;
    run.isAllNew = true;
    return { changes, info: deployed.info() };
  };

  return {
    "push.prepare": async ({ id }, { pushed, nodeAnalysis }) => {
      const { environment, url } = deployed;
      mark("loading", id);
      pending = await preparePush(database, pushed, nodeAnalysis, { environment, url });
      const { definitions, auth, code } = pending;
      return { definitions, auth, components: code.components, environment };
    },
    "push.check": () => (pending === null ? null : findViolation(database, pending)),
    "push.finish": finish,
    "modules.sources": () => readSources(database),
    "modules.spec": (_run, component) => {
      analysis ??= database.store.readMeta<Analysis>("analysis") ?? {};
      const mounted = executor.code.components.find(({ path }) => path === component);
      return (mounted && analysis[mounted.definition]) ?? null;
    },
  } satisfies Handlers<Names>;
}
