/**
 * The code that was pushed last, evaluated in the environment of the deployment.
 *
 * Rules  SPEC.md DP. Modules read the environment when they are evaluated, so a change of it loads all code anew.
 */
import type { Database } from "../database/database.ts";
import type { AuthProvider } from "../lib/authProvider.ts";
import { readSources } from "../deploy/push.ts";
import { Code } from "../functions/code.ts";
import {
  environmentsOf,
  mountedIn,
  type Environment,
  type Environments,
  type MountedComponent,
} from "../functions/components.ts";
import type { Executor } from "../functions/executor.ts";
import type { DeploymentInfo } from "./operations/map.ts";

export class DeployedCode {
  readonly #database: Database;
  readonly #executor: Executor;
  environment: Environment;

  constructor(database: Database, executor: Executor) {
    this.#database = database;
    this.#executor = executor;
    this.environment = database.store.readMeta<Environment>("environment") ?? {};
  }

  /** Evaluates the pushed modules. @throws what a module throws as it is evaluated */
  async load(): Promise<void> {
    const components = mountedIn(this.#database.store);
    const environments = this.#environmentsIn(components);
    this.#executor.code = await Code.load(components, readSources(this.#database), environments);
  }

  /** Where clients reach the deployment, as functions are told. */
  get url(): string {
    return this.#database.store.readMeta<string>("url") ?? "";
  }

  /** Computes the environment of each component anew, without loading code. */
  refreshEnvironments(): Environments {
    const { code } = this.#executor;
    return (code.environments = this.#environmentsIn(code.components));
  }

  info(): DeploymentInfo {
    const auth = this.#database.store.readMeta<AuthProvider[]>("auth") ?? [];
    const { components, environments, app } = this.#executor.code;
    return { auth, components, environments, hasCode: app.paths().length > 0 };
  }

  #environmentsIn(components: MountedComponent[]): Environments {
    return environmentsOf(components, this.environment, this.url);
  }
}
