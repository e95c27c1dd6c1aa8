/** The environment of the deployment, and where it is reached. */
import { authOf } from "../../deploy/analysis.ts";
import { checkEnvironment } from "../../deploy/definitions.ts";
import type { Handlers, OperationContext, OperationRun } from "./context.ts";
import type { DeploymentInfo, EnvironmentChange } from "./map.ts";

type Names = "environment.update" | "environment.list" | "url.set";

export function environmentOperations({ database, executor, deployed, mark }: OperationContext) {
  const { store } = database;

  const update = async (run: OperationRun, changes: EnvironmentChange[]): Promise<DeploymentInfo> => {
    const before = deployed.environment;
    const after = { ...before };
    for (const { name, value } of changes) {
      if (value === null) delete after[name];
      else after[name] = value;
    }
    checkEnvironment(store.readMeta("declaredEnvironment") ?? [], after);
    try {
      deployed.environment = after;
      mark("loading", run.id);
      await deployed.load();
      // The identity providers are modules too.
      store.writeMeta("auth", authOf(executor.code.app));
    } catch (error) {
      deployed.environment = before;
      await deployed.load();
      throw error;
    }
    store.writeMeta("environment", after);
    run.isAllNew = true;
    return deployed.info();
  };

  return {
    "environment.update": update,
    "environment.list": () => Object.entries(deployed.environment).map(([name, value]) => ({ name, value })),
    "url.set": (_run, url) => {
      store.writeMeta("url", url);
      return deployed.refreshEnvironments();
    },
  } satisfies Handlers<Names>;
}
