/**
 * The developer's modules as the CLI bundled them, linked and evaluated in the realm of this thread.
 *
 * Shapes  A module's path is relative to the functions folder: `messages.js`, `_deps/AB12.js`.
 * Errors  A missing module or export is the caller's error, in Convex's words.
 * Rules   SPEC.md FN. All modules are evaluated when they are loaded, never during a call.
 */
import { posix } from "node:path";
import vm from "node:vm";
import { FunctionError } from "../values/errors.ts";
import type { ValidatorJson } from "../values/validator.ts";
import { keepSourceMaps } from "./frames.ts";
import { parseFunctionPath } from "./paths.ts";

export type ModuleSource = {
  path: string;
  source: string;
  sourceMap?: string | undefined;
  environment: "isolate" | "node";
};

/** What `convex/server` makes of a registered function. */
export type RegisteredFunction = {
  isQuery?: true;
  isMutation?: true;
  isAction?: true;
  isHttp?: true;
  isPublic?: true;
  isInternal?: true;
  invokeQuery(args: string): Promise<string>;
  invokeMutation(args: string): Promise<string>;
  invokeAction(requestId: string, args: string): Promise<string>;
  exportArgs(): string;
  exportReturns(): string;
};

export type FunctionKind = "query" | "mutation" | "action";

export type LoadedFunction = {
  path: string;
  kind: FunctionKind;
  isPublic: boolean;
  registered: RegisteredFunction;
  args: ValidatorJson;
  returns: ValidatorJson | null;
};

export function kindOfFunction(value: unknown): FunctionKind | null {
  if (typeof value !== "function") return null;
  const candidate = value as unknown as RegisteredFunction;
  if (candidate.isQuery) return "query";
  if (candidate.isMutation) return "mutation";
  return candidate.isAction ? "action" : null;
}

/** How often modules were loaded in this thread: a module pushed anew is another one to stacks. */
let loads = 0;

function moduleOf(exports: Record<string, unknown>): vm.Module {
  const names = Object.keys(exports);
  const module: vm.SyntheticModule = new vm.SyntheticModule(names, () => {
    for (const name of names) module.setExport(name, exports[name]);
  });
  return module;
}

type Shapes = Pick<LoadedFunction, "args" | "returns">;
const shapes = new WeakMap<RegisteredFunction, Shapes>();

/** What a function takes and answers, read once: many deployments of one process may have it. */
function shapesOf(registered: RegisteredFunction): Shapes {
  let known = shapes.get(registered);
  if (known === undefined) {
    const args = JSON.parse(registered.exportArgs()) as ValidatorJson;
    known = { args, returns: JSON.parse(registered.exportReturns()) as ValidatorJson | null };
    shapes.set(registered, known);
  }
  return known;
}

export class Modules {
  readonly #namespaces: Map<string, Record<string, unknown>>;
  readonly #functions = new Map<string, LoadedFunction>();

  private constructor(namespaces: Map<string, Record<string, unknown>>) {
    this.#namespaces = namespaces;
  }

  static readonly none = new Modules(new Map());

  /** Modules that were evaluated elsewhere, by path. */
  static of(namespaces: Map<string, Record<string, unknown>>): Modules {
    return new Modules(namespaces);
  }

  /**
   * Links and evaluates.
   * @param given exports that modules may import under a specifier
   * @throws what a module throws as it is evaluated
   */
  static async load(
    sources: ModuleSource[],
    given: Record<string, Record<string, unknown>> = {},
  ): Promise<Modules> {
    const modules = new Map<string, vm.Module>(
      Object.entries(given).map(([specifier, exports]) => [specifier, moduleOf(exports)]),
    );
    const load = loads++;
    const nameOf = (path: string) => `${path}?${load}`;
    const find = (specifier: string, from: string): vm.Module => {
      const path = posix.join(posix.dirname(from), specifier);
      const found = modules.get(path);
      if (found === undefined) throw new Error(`Module "${specifier}", imported by ${from}, was not pushed.`);
      return found;
    };
    for (const { path, source } of sources) {
      const module = new vm.SourceTextModule(source, {
        identifier: nameOf(path),
        importModuleDynamically: async (specifier: string) => {
          const found = find(specifier, path);
          await found.evaluate();
          return found;
        },
      });
      modules.set(path, module);
    }
    for (const module of modules.values()) {
      if (module.status === "unlinked")
        await module.link((specifier, from) => find(specifier, from.identifier));
    }
    const loaded = new Modules(
      new Map([...modules].map(([path, module]) => [path, module.namespace as Record<string, unknown>])),
    );
    // Source maps are kept before the modules are evaluated, which may throw as well.
    keepSourceMaps(
      loaded,
      sources.map((source) => ({ ...source, name: nameOf(source.path) })),
    );
    for (const module of modules.values()) await module.evaluate();
    return loaded;
  }

  namespace(path: string): Record<string, unknown> | undefined {
    return this.#namespaces.get(path);
  }

  /** Module paths that hold functions: not shared chunks, not configuration. */
  paths(): string[] {
    return [...this.#namespaces.keys()].filter((path) => !path.startsWith("_deps/"));
  }

  /** @throws FunctionError when there is no such function */
  function(path: string): LoadedFunction {
    const known = this.#functions.get(path);
    if (known !== undefined) return known;
    const { module, name } = parseFunctionPath(path);
    const value = this.#namespaces.get(module)?.[name];
    const kind = kindOfFunction(value);
    if (kind === null) {
      throw new FunctionError(
        `Could not find public function for '${path}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`,
      );
    }
    const registered = value as RegisteredFunction;
    const loaded: LoadedFunction = {
      path,
      kind,
      isPublic: registered.isPublic === true,
      registered,
      ...shapesOf(registered),
    };
    this.#functions.set(path, loaded);
    return loaded;
  }
}
