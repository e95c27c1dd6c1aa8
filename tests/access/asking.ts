/** Arguments for every public query, made from its validators. */
import type { ValidatorJSON } from "convex/values";
import { firstPage } from "../../convex/testing.setup";

/** What arguments are taken from. */
export type Pools = {
  /** For every text. */
  texts: readonly string[];
  /** The ids of a table. */
  ids: (table: string) => string[];
};
export type Args = Record<string, unknown>;

export type Fields = Extract<ValidatorJSON, { type: "object" }>["value"];
type Asked = { isQuery?: boolean; isMutation?: boolean; isPublic?: boolean; exportArgs?: () => string };

const modules = import.meta.glob<Record<string, Asked>>([
  "../../convex/**/*.ts",
  "!../../convex/**/*.*.ts",
  "!../../convex/{_generated,model,outside,shared}/**",
]);

export type Known = { kind: "query" | "mutation"; fields: Fields };

/** All public queries and mutations by path, with the fields of their arguments. */
export async function publicFunctions(): Promise<Map<string, Known>> {
  const functions = new Map<string, Known>();
  for (const [file, load] of Object.entries(modules))
    for (const [name, found] of Object.entries(await load())) {
      const kind = found?.isQuery ? "query" : found?.isMutation ? "mutation" : undefined;
      if (!kind || !found?.isPublic) continue;
      const args = JSON.parse(found.exportArgs!()) as ValidatorJSON;
      const path = `${file.replace("../../convex/", "").replace(/\.ts$/, "")}:${name}`;
      functions.set(path, { kind, fields: args.type === "object" ? args.value : {} });
    }
  return functions;
}

/** The queries of these. */
export async function publicQueries(): Promise<Map<string, Fields>> {
  const functions = await publicFunctions();
  return new Map(
    [...functions].flatMap(([path, { kind, fields }]) => (kind === "query" ? [[path, fields]] : [])),
  );
}

/** Every choice of what must be given; and of each that may be left out every choice by itself. */
export function argsFor(fields: Fields, pools: Pools): Args[] {
  const all = Object.entries(fields);
  const needed = all.filter(([, { optional }]) => !optional);
  const withEach = (made: Args[], [name, { fieldType }]: (typeof all)[number]): Args[] =>
    made.flatMap((args) => valuesOf(name, fieldType, pools).map((value) => ({ ...args, [name]: value })));
  const plain = needed.reduce(withEach, [{}]);
  return [...plain, ...all.filter(([, { optional }]) => optional).flatMap((field) => withEach(plain, field))];
}

/** Things that are named by ids without a table. */
const NAMED = ["channels", "messages", "tasks", "files", "folders", "notes", "users"];

function valuesOf(name: string, type: ValidatorJSON, pools: Pools): unknown[] {
  switch (type.type) {
    case "id":
      return pools.ids(type.tableName);
    case "string":
      // A zone is told by no word: one is enough, or others are tried with each.
      if (name === "timeZone") return ["UTC"];
      return /ids?$/i.test(name) ? NAMED.flatMap(pools.ids) : [...pools.texts];
    case "literal":
      return [type.value];
    case "union":
      return type.value.flatMap((one) => valuesOf(name, one, pools));
    case "array":
      return [valuesOf(name, type.value, pools)];
    case "object":
      return "cursor" in type.value ? [{ ...firstPage, numItems: 100 }] : argsFor(type.value, pools);
    case "boolean":
      return [true, false];
    case "bigint":
      return [0n];
    case "number":
      return name === "number" ? Array.from({ length: 30 }, (_, n) => n) : [0];
    case "null":
      return [null];
    default:
      throw new Error(`No values are known for ${type.type}`);
  }
}
