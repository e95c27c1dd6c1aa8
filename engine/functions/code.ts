/**
 * All code of a deployment: the modules of the app and of each mounted component.
 *
 * Shapes  Components made of one definition have modules of their own, so that they share no variables.
 * Errors  FunctionError when a function's component is not mounted.
 * Rules   SPEC.md CO.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { FunctionError } from "../values/errors.ts";
import { APP, type Environment, type Environments, type MountedComponent } from "./components.ts";
import { Modules, type LoadedFunction, type ModuleSource } from "./modules.ts";
import { componentOf, parseFunctionPath } from "./paths.ts";

/** A module of the app (`definition` "") or of a component's definition. */
export type PushedModule = ModuleSource & { definition: string };

const loading = new AsyncLocalStorage<Environment>();

/** The environment of the component whose modules are being evaluated. */
export function loadingEnvironment(): Environment | undefined {
  return loading.getStore();
}

export class Code {
  readonly components: MountedComponent[];
  readonly #modules: Map<string, Modules>;
  readonly #nodeModules: Set<string>;
  environments: Environments;

  private constructor(
    components: MountedComponent[],
    modules: Map<string, Modules>,
    nodeModules: Set<string>,
    environments: Environments,
  ) {
    this.components = components;
    this.#modules = modules;
    this.#nodeModules = nodeModules;
    this.environments = environments;
  }

  static readonly none = Code.of(Modules.none);

  /** Modules that were evaluated elsewhere: the app's, and those of components by their paths. */
  static of(app: Modules, ofComponents: Map<string, Modules> = new Map()): Code {
    const modules = new Map([["", app], ...ofComponents]);
    const components = [...modules.keys()].map((path) => ({ ...APP, path, definition: path }));
    return new Code(components, modules, new Set(), {});
  }

  /** Evaluates all modules that are not for Node. @throws what a module throws as it is evaluated */
  static async load(
    components: MountedComponent[],
    sources: PushedModule[],
    environments: Environments,
  ): Promise<Code> {
    const isolated = sources.filter(({ environment }) => environment === "isolate");
    const modules = new Map<string, Modules>();
    for (const { path, definition } of components) {
      const own = isolated.filter((source) => source.definition === definition);
      try {
        modules.set(path, await loading.run(environments[path] ?? {}, () => Modules.load(own)));
      } catch (error) {
        if (path === "") throw error;
        throw new Error(`In component "${path}": ${(error as Error).message}`, { cause: error });
      }
    }
    const node = sources.filter(({ environment }) => environment === "node").map(({ path }) => path);
    return new Code(components, modules, new Set(node), environments);
  }

  get app(): Modules {
    return this.#modules.get("")!;
  }

  modules(component: string): Modules | undefined {
    return this.#modules.get(component);
  }

  /** Whether a function is one of the app's "use node" modules, whose exports are not known here. */
  isInNode(path: string): boolean {
    return this.#nodeModules.has(parseFunctionPath(path).module) && componentOf(path) === "";
  }

  /** @throws FunctionError when there is no such function */
  function(path: string): LoadedFunction {
    const component = componentOf(path);
    const modules = this.#modules.get(component);
    if (modules === undefined) throw new FunctionError(`Component "${component}" is not mounted.`);
    return modules.function(path);
  }
}
