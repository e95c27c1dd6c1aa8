/**
 * What the `convex.config.ts` files of a push say: evaluates them, and lays out the tree of components.
 *
 * Shapes  `Definition` is what `export()` of `defineApp` and `defineComponent` answers. The CLI replaces an import
 *         of another definition by `./_componentDeps/` and the base64 of its path.
 * Errors  The developer's mistakes, in sentences that name the component.
 * Rules   SPEC.md CO.
 */
import vm from "node:vm";
import { APP, type EnvBinding, type Environment, type MountedComponent } from "../functions/components.ts";
import type { ModuleSource } from "../functions/modules.ts";
import { childPath, parentOf } from "../functions/paths.ts";
import { checkValue, type ValidatorJson } from "../values/validator.ts";

type DeclaredVariable = { type: "value"; value: string; optional?: boolean };

export type Definition = {
  definitionType: { type: "app" } | { type: "childComponent"; name: string };
  httpPrefix?: string;
  childComponents: { name: string; path: string; env: [string, EnvBinding][] | null }[];
  httpMounts: Record<string, string>;
  envVars?: [string, DeclaredVariable][];
};

export type DefinitionSource = {
  definitionPath: string;
  definition: ModuleSource | null;
  dependencies: string[];
};

export const EMPTY_APP: Definition = { definitionType: { type: "app" }, childComponents: [], httpMounts: {} };
const DEPENDENCIES = "./_componentDeps/";
const NAME = /^[A-Za-z]\w*$/;

/** The definitions by path, the app's under "". */
export async function evaluateDefinitions(sources: DefinitionSource[]): Promise<Map<string, Definition>> {
  const definitions = new Map<string, Definition>();
  const evaluate = async (path: string, importers: string[]): Promise<void> => {
    if (definitions.has(path)) return;
    if (importers.includes(path)) throw new Error(`The component in ${path} uses itself.`);
    const source = sources.find(({ definitionPath }) => definitionPath === path);
    if (source === undefined) throw new Error(`The component in ${path} was not pushed.`);
    for (const dependency of source.dependencies) await evaluate(dependency, [...importers, path]);
    definitions.set(path, await evaluateOne(source, definitions));
  };
  for (const { definitionPath } of sources) await evaluate(definitionPath, []);
  return definitions;
}

async function evaluateOne(
  { definitionPath, definition }: DefinitionSource,
  known: Map<string, Definition>,
): Promise<Definition> {
  if (definition === null) return EMPTY_APP;
  const module = new vm.SourceTextModule(definition.source, { identifier: definition.path });
  await module.link((specifier) => {
    const path = Buffer.from(specifier.slice(DEPENDENCIES.length), "base64url").toString("utf8");
    const type = specifier.startsWith(DEPENDENCIES) ? known.get(path)?.definitionType : undefined;
    if (type?.type !== "childComponent") throw new Error(`"${specifier}" is not a component.`);
    const imported = { componentDefinitionPath: path, defaultName: type.name };
    return new vm.SyntheticModule(["default"], function setDefault() {
      this.setExport("default", imported);
    });
  });
  await module.evaluate();
  const defined = (module.namespace as { default?: { export?: () => Definition } }).default;
  const expected = definitionPath === "" ? "app" : "childComponent";
  const exported = typeof defined?.export === "function" ? defined.export() : null;
  if (exported?.definitionType.type === expected) return exported;
  const maker = definitionPath === "" ? "defineApp()" : "defineComponent(…)";
  throw new Error(
    `The default export of \`${definitionPath || "convex"}/convex.config.ts\` must be the value of \`${maker}\`.`,
  );
}

/** All components from the app down, parents before their children. */
export function mountComponents(definitions: Map<string, Definition>): MountedComponent[] {
  const app = definitions.get("")!;
  const mounted: MountedComponent[] = [{ ...APP, httpPath: app.httpPrefix ?? APP.httpPath }];
  for (const parent of mounted) {
    const definition = definitions.get(parent.definition)!;
    const names = new Set<string>();
    // The app's own prefix is for its own routes.
    const base = parent.path === "" ? "/" : parent.httpPath;
    for (const { name, path, env } of definition.childComponents) {
      if (!NAME.test(name))
        throw new Error(
          `"${name}" is not a name for a component: use letters, digits and underscores, a letter first.`,
        );
      if (names.has(name))
        throw new Error(`Two components are called "${name}": give one another \`name\` in \`use\`.`);
      names.add(name);
      const child = childPath(parent.path, name);
      const mounts = Object.entries(definition.httpMounts);
      const prefix = mounts.find(([, reference]) => reference === `_reference/childComponent/${name}`)?.[0];
      const httpPath = prefix === undefined || base === null ? null : `${base.slice(0, -1)}${prefix}`;
      mounted.push({ path: child, definition: path, env: env ?? [], httpPath });
    }
  }
  return mounted;
}

/** @throws Error when a component is not given the environment it declares, or given another */
export function checkBindings(
  { path: component, definition, env }: MountedComponent,
  components: MountedComponent[],
  definitions: Map<string, Definition>,
): void {
  const parent = components.find(({ path }) => path === parentOf(component))!;
  const declared = new Map(definitions.get(definition)!.envVars);
  const ofParent = new Map(definitions.get(parent.definition)!.envVars);
  const bound = new Map(env);
  for (const name of bound.keys()) {
    if (!declared.has(name))
      throw new Error(`Component "${component}" does not declare the environment variable ${name}.`);
  }
  for (const [name, variable] of declared) {
    const binding = bound.get(name);
    const isGiven =
      binding !== undefined && (binding.type === "value" || ofParent.get(binding.name)?.optional !== true);
    if (!isGiven && variable.optional !== true)
      throw new Error(`Component "${component}" needs the environment variable ${name}: pass it as \`env\`.`);
    const problem = binding?.type === "value" ? problemOf(variable, binding.value) : null;
    if (problem !== null)
      throw new Error(`Environment variable ${name} of component "${component}": ${problem}`);
  }
}

function problemOf({ value: validator }: DeclaredVariable, value: string): string | null {
  return checkValue(JSON.parse(validator) as ValidatorJson, value, () => false);
}

/** @throws Error when the deployment's environment is not what the app declares */
export function checkEnvironment(declared: Definition["envVars"], environment: Environment): void {
  for (const [name, variable] of declared ?? []) {
    const value = environment[name];
    if (value === undefined && variable.optional !== true)
      throw new Error(
        `Environment variable ${name} is declared in convex.config.ts but not set: run \`npx convex env set ${name}\`.`,
      );
    const problem = value === undefined ? null : problemOf(variable, value);
    if (problem !== null) throw new Error(`Environment variable ${name}: ${problem}`);
  }
}
