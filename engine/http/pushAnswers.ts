/**
 * What the official CLI is told of a push, in its own shapes: `convex/src/cli/lib/deployApi` of convex 1.48.
 *
 * Rules   SPEC.md DP, CO.
 */
import type { AnalyzedModule } from "../deploy/analysis.ts";
import type { AnalyzedDefinition, ComponentChanges } from "../deploy/push.ts";
import type { MountedComponent } from "../functions/components.ts";
import { nameOf, parentOf } from "../functions/paths.ts";
import type { Prepared, TableCount } from "../worker/operations/map.ts";

const VERSION = "1.48.0";
export const NO_SCHEMA_CHANGE = { allocatedComponentIds: {}, schemaIds: {}, indexDiffs: {} };

type Export = { type: "leaf"; leaf: string } | { type: "branch"; branch: [string, Export][] };

/** The public functions of a component as a tree of names: what its parent may call. */
function exportsOf(functions: Record<string, AnalyzedModule>): Export {
  const root: [string, Export][] = [];
  for (const [path, module] of Object.entries(functions)) {
    const folder = path.replace(/\.js$/, "");
    const exported = module.functions.filter(({ visibility }) => visibility.kind === "public");
    if (exported.length === 0) continue;
    let branch = root;
    for (const part of folder.split("/")) branch = branchOf(branch, part);
    for (const { name } of exported)
      branch.push([name, { type: "leaf", leaf: `_reference/function/${folder}:${name}` }]);
  }
  return { type: "branch", branch: root };
}

function branchOf(branch: [string, Export][], name: string): [string, Export][] {
  const found = branch.find(([known]) => known === name)?.[1];
  if (found?.type === "branch") return found.branch;
  const made: Export = { type: "branch", branch: [] };
  branch.push([name, made]);
  return made.branch;
}

function definitionAnswer(path: string, { definition, schema, functions }: AnalyzedDefinition) {
  const exports = path === "" ? { type: "branch", branch: [] } : exportsOf(functions);
  return {
    definition: { ...definition, path, exports },
    schema: schema.tables.length === 0 ? null : schema,
    functions,
    udfConfig: { serverVersion: VERSION, importPhaseRngSeed: null, importPhaseUnixTimestamp: null },
  };
}

type CheckedComponent = {
  definitionPath: string;
  componentPath: string;
  args: object;
  childComponents: Record<string, CheckedComponent>;
  httpRoutes: { httpModuleRoutes: { path: string; method: string }[] | null; mounts: string[] };
  exports: object;
};

function componentAnswer({ path, definition }: MountedComponent, prepared: Prepared): CheckedComponent {
  const children = prepared.components.filter((other) => other.path !== "" && parentOf(other.path) === path);
  const analyzed = prepared.definitions[definition]!;
  const routes = analyzed.functions["http.js"]?.httpRoutes ?? null;
  return {
    definitionPath: definition,
    componentPath: path,
    args: {},
    childComponents: Object.fromEntries(
      children.map((child) => [nameOf(child.path), componentAnswer(child, prepared)]),
    ),
    httpRoutes: {
      httpModuleRoutes: routes && routes.map(({ route }) => route),
      mounts: Object.keys(analyzed.definition.httpMounts),
    },
    exports: {},
  };
}

export function startPushAnswer(prepared: Prepared) {
  const { definitions, components, auth, environment } = prepared;
  const analysis = Object.entries(definitions).map(([path, found]) => [path, definitionAnswer(path, found)]);
  return {
    environmentVariables: environment,
    externalDepsId: null,
    componentDefinitionPackages: {},
    appAuth: auth,
    analysis: Object.fromEntries(analysis),
    app: componentAnswer(components[0]!, prepared),
    schemaChange: NO_SCHEMA_CHANGE,
  };
}

/** Says of every table that its documents must be looked at; of indexes nothing. */
export function schemaEvaluation({ definitions, components }: Prepared, counts: TableCount[]) {
  const evaluations = components.map(({ path, definition: definitionPath }) => {
    const { schema } = definitions[definitionPath]!;
    const tables = schema.tables.map(({ tableName: name }) => {
      const known = counts.find((table) => table.component === path && table.name === name);
      return { name, outcome: "mustWalk", numDocs: known?.count ?? 0, sizeBytes: 0 };
    });
    return [path, { definitionPath, schemaValidation: schema.schemaValidation, tables, indexes: [] }];
  });
  return { componentSchemaEvaluations: Object.fromEntries(evaluations), newComponentDefinitions: [] };
}

const NOTHING = { added: [], removed: [] };

export function finishPushAnswer(changes: Record<string, ComponentChanges>) {
  const diffs = Object.entries(changes).map(([path, { type, added, removed }]) => [
    path,
    {
      diffType: { type },
      moduleDiff: NOTHING,
      udfConfigDiff: null,
      cronDiff: { added: [], updated: [], deleted: [] },
      indexDiff: { added_indexes: added, removed_indexes: removed },
      schemaDiff: null,
    },
  ]);
  return { authDiff: NOTHING, definitionDiffs: {}, componentDiffs: Object.fromEntries(diffs) };
}
