/**
 * Looks at pushed modules as Convex does: which functions they register, which routes, which crons, which
 * schema and which identity providers.
 *
 * Shapes  What the official CLI expects of `start_push` (its zod types in `convex/src/cli/lib/deployApi`).
 * Errors  Whatever is wrong with the developer's modules, in a sentence that names the module.
 * Rules   SPEC.md DP.
 */
import type { Schema } from "../database/schema.ts";
import type { AuthProvider } from "../lib/authProvider.ts";
import type { CronSpec } from "../functions/scheduler.ts";
import {
  kindOfFunction,
  type FunctionKind,
  type Modules,
  type RegisteredFunction,
} from "../functions/modules.ts";
import { checkSchema } from "./schemaRules.ts";

export type AnalyzedFunction = {
  name: string;
  pos: null;
  udfType: "Query" | "Mutation" | "Action";
  visibility: { kind: "public" | "internal" };
  args: string;
  returns: string;
};
export type AnalyzedModule = {
  functions: AnalyzedFunction[];
  httpRoutes: { route: { path: string; method: string }; pos: null }[] | null;
  cronSpecs: [string, { udfPath: string; udfArgs: unknown; cronSchedule: unknown }][] | null;
  sourceMapped: null;
};

const UDF_TYPE: Record<FunctionKind, AnalyzedFunction["udfType"]> = {
  query: "Query",
  mutation: "Mutation",
  action: "Action",
};
const NOT_FUNCTIONS = new Set(["schema.js", "auth.config.js", "convex.config.js"]);

type Router = { isRouter?: true; getRoutes(): [string, string, unknown][] };
type Crons = { isCrons?: true; export(): string };

export function analyze(modules: Modules): Record<string, AnalyzedModule> {
  const paths = modules.paths().filter((path) => !NOT_FUNCTIONS.has(path));
  return Object.fromEntries(paths.map((path) => [path, analyzeModule(path, modules.namespace(path)!)]));
}

export function analyzeModule(path: string, exports: Record<string, unknown>): AnalyzedModule {
  const functions = Object.entries(exports).flatMap(([name, value]) => {
    const kind = kindOfFunction(value);
    return kind === null ? [] : [analyzeFunction(name, kind, value as RegisteredFunction)];
  });
  return {
    functions,
    httpRoutes: routesOf(path, exports.default),
    cronSpecs: cronsOf(path, exports.default),
    sourceMapped: null,
  };
}

function analyzeFunction(name: string, kind: FunctionKind, registered: RegisteredFunction): AnalyzedFunction {
  const visibility = { kind: registered.isPublic ? ("public" as const) : ("internal" as const) };
  return {
    name,
    pos: null,
    udfType: UDF_TYPE[kind],
    visibility,
    args: registered.exportArgs(),
    returns: registered.exportReturns(),
  };
}

function routesOf(path: string, value: unknown): AnalyzedModule["httpRoutes"] {
  if (path !== "http.js") return null;
  const router = value as Router | undefined;
  if (!router?.isRouter)
    throw new Error(
      "The default export of `convex/http.ts` is not a Router: export the value of `httpRouter()`.",
    );
  return router.getRoutes().map(([route, method]) => ({ route: { path: route, method }, pos: null }));
}

/** The crons of `crons.ts` by name. */
export function cronSpecsOf(modules: Modules): Record<string, CronSpec> {
  const crons = modules.namespace("crons.js")?.default as Crons | undefined;
  if (crons === undefined) return {};
  if (!crons.isCrons)
    throw new Error(
      "The default export of `convex/crons.ts` is not a Crons object: export the value of `cronJobs()`.",
    );
  return JSON.parse(crons.export()) as Record<string, CronSpec>;
}

function cronsOf(path: string, value: unknown): AnalyzedModule["cronSpecs"] {
  if (path !== "crons.js") return null;
  const specs = JSON.parse((value as Crons).export()) as Record<string, CronSpec>;
  return Object.entries(specs).map(([name, { name: udfPath, args, schedule }]) => [
    name,
    { udfPath, udfArgs: args, cronSchedule: schedule },
  ]);
}

/** The schema that `schema.ts` exports, or null without one. */
export function schemaOf(modules: Modules): Schema | null {
  const definition = modules.namespace("schema.js")?.default as { export(): string } | undefined;
  if (modules.namespace("schema.js") === undefined) return null;
  if (typeof definition?.export !== "function") {
    throw new Error(
      "The default export of `convex/schema.ts` is not a schema: export the value of `defineSchema(…)`.",
    );
  }
  const schema = JSON.parse(definition.export()) as Schema;
  checkSchema(schema);
  return schema;
}

/** The providers of `auth.config.ts`, checked. */
export function authOf(modules: Modules): AuthProvider[] {
  const config = modules.namespace("auth.config.js")?.default as { providers?: unknown } | undefined;
  if (config === undefined) return [];
  if (!Array.isArray(config.providers))
    throw new Error("`convex/auth.config.ts` must export an object with a `providers` array.");
  return config.providers.map((provider: Record<string, unknown>) => {
    const wanted =
      provider.type === "customJwt" ? ["issuer", "jwks", "algorithm"] : ["domain", "applicationID"];
    const missing = wanted.find((field) => typeof provider[field] !== "string");
    if (missing !== undefined)
      throw new Error(
        `A provider in \`convex/auth.config.ts\` lacks \`${missing}\`. Is an environment variable not set?`,
      );
    // The CLI wants to read that there is none.
    return { applicationID: null, ...provider } as AuthProvider;
  });
}
