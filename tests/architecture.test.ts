/**
 * The walls of the house: who may import whom, how long things may be, and that a noun is the same everywhere.
 * `strayImports` and `tooLong` are also tried on code that breaks the rules, so that they are known to see it.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** A room may import from itself, from packages, and from these. Longer names win. */
const MAY_IMPORT: Record<string, string[]> = {
  "src/main.tsx": ["src/app", "src/platform"],
  "src/app": ["src/features", "src/ui", "src/platform", "src/lib", "convex/_generated", "convex/shared"],
  "src/features": ["src/ui", "src/platform", "src/lib", "convex/shared", "convex/_generated"],
  "src/ui": ["src/lib"],
  "src/platform": ["src/lib", "convex/shared", "convex/_generated"],
  "src/lib": [],
  "convex/shared": [],
  "convex/_generated": ["convex"],
  "convex/model": ["convex/shared", "convex/_generated"],
  convex: ["convex/model", "convex/shared", "convex/_generated"],
  "engine/lib": [],
  "engine/values": ["engine/lib"],
  "engine/storage": ["engine/values", "engine/lib"],
  "engine/database": ["engine/storage", "engine/values", "engine/lib"],
  "engine/functions": ["engine/database", "engine/storage", "engine/values", "engine/lib"],
  "engine/deploy": ["engine/functions", "engine/database", "engine/storage", "engine/values", "engine/lib"],
  "engine/snapshot": ["engine/database", "engine/storage", "engine/values", "engine/lib"],
  "engine/worker": [
    "engine/snapshot",
    "engine/deploy",
    "engine/functions",
    "engine/database",
    "engine/storage",
    "engine/values",
    "engine/lib",
  ],
  "engine/identity": ["engine/deploy", "engine/lib"],
  "engine/deployment": [
    "engine/identity",
    "engine/worker",
    "engine/snapshot",
    "engine/deploy",
    "engine/functions",
    "engine/database",
    "engine/storage",
    "engine/values",
    "engine/lib",
  ],
  "engine/sync": [
    "engine/deployment",
    "engine/identity",
    "engine/worker",
    "engine/functions",
    "engine/values",
    "engine/lib",
  ],
  "engine/http": [
    "engine/sync",
    "engine/deployment",
    "engine/identity",
    "engine/worker",
    "engine/snapshot",
    "engine/deploy",
    "engine/functions",
    "engine/database",
    "engine/lib",
  ],
  "engine/testing": [
    "engine/worker",
    "engine/deploy",
    "engine/functions",
    "engine/database",
    "engine/storage",
    "engine/values",
    "engine/lib",
  ],
  "engine/engine.ts": ["engine/http", "engine/sync", "engine/deployment", "engine/identity", "engine/lib"],
  scripts: ["engine", "convex/_generated", "convex/shared"],
  bench: ["engine", "scripts", "convex/_generated", "tests"],
  tests: ["engine", "scripts", "convex", "src", "bench"],
};

/** Longest length of a file, in lines, by the first pattern that fits. */
const MAX_LINES: [RegExp, number][] = [
  [/\.test\.tsx?$/, 600],
  [/^scripts\/demo\//, 600],
  [/^src\/.*\/use[A-Z]\w*\.tsx?$/, 120],
  [/^src\/.*\.tsx$/, 250],
  [/^convex\/[^/]+\.ts$/, 300],
  [/^convex\/model\//, 400],
  [/./, 500],
];
const MAX_FUNCTION_LINES = 50;
/** A component is mostly markup. */
const MAX_COMPONENT_LINES = 80;

type Source = { path: string; text: string };

function sourcesBelow(folder: string): Source[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(root, path)).isDirectory()) return sourcesBelow(path);
    return /\.(ts|tsx|mjs)$/.test(name) ? [{ path, text: readFileSync(join(root, path), "utf8") }] : [];
  });
}

function roomOf(path: string): string | null {
  const rooms = Object.keys(MAY_IMPORT).filter(
    (room) => path === room || path.startsWith(`${room}/`) || path === `${room}.ts`,
  );
  return rooms.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function importsOf({ path, text }: Source): string[] {
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1]!);
  return specifiers.flatMap((specifier) => {
    if (specifier.startsWith("@/")) return [`src/${specifier.slice(2)}`];
    if (specifier.startsWith("@convex/")) return [`convex/${specifier.slice(8)}`];
    return specifier.startsWith(".") ? [relative(root, resolve(root, dirname(path), specifier))] : [];
  });
}

function strayImports(source: Source): string[] {
  const room = roomOf(source.path);
  if (room === null || /\.test\.tsx?$|testing\.setup\.ts$/.test(source.path)) return [];
  return importsOf(source)
    .filter((target) => !/\.(css|json|svg)$/.test(target))
    .filter((target) => {
      const targetRoom = roomOf(target.replace(/\.js$/, ".ts")) ?? roomOf(`${target}.ts`) ?? target;
      return (
        targetRoom !== room &&
        !MAY_IMPORT[room]!.some((allowed) => targetRoom === allowed || targetRoom.startsWith(`${allowed}/`))
      );
    })
    .map((target) => `${source.path} imports ${target}`);
}

/** A feature is entered by its `index.ts` only. */
function featureDoors(source: Source): string[] {
  const own = /^src\/features\/(\w+)/.exec(source.path)?.[1];
  return importsOf(source).flatMap((target) => {
    const match = /^src\/features\/(\w+)(\/.+)?$/.exec(target);
    const isInside = match === null || match[1] === own || match[2] === undefined || match[2] === "/index";
    return isInside || /\.test\.tsx?$/.test(source.path)
      ? []
      : [`${source.path} enters ${target} past its index.ts`];
  });
}

/** Functions longer than the limit, found by the indentation that the formatter guarantees. */
function tooLong({ path, text }: Source): string[] {
  const lines = text.split("\n");
  const max = MAX_LINES.find(([pattern]) => pattern.test(path))![1];
  const problems = lines.length > max ? [`${path} has ${lines.length} lines, more than ${max}`] : [];
  if (/\.test\.tsx?$/.test(path)) return problems;
  for (const [start, line] of lines.entries()) {
    const isFunction =
      /^(\s*)(export )?(default )?(async )?(function\b.*|(?:static |readonly |async |#)*[#\w]+\(.*\).*|(?:const|readonly) [#\w]+.*=>)\s*\{$/.exec(
        line,
      );
    if (isFunction === null || /^\s*(if|for|while|switch|return)\b/.test(line)) continue;
    const indent = isFunction[1]!;
    const end = lines.findIndex((other, i) => i > start && other.startsWith(`${indent}}`));
    const isComponent = path.endsWith(".tsx") && /function [A-Z]/.test(line);
    if (end - start > (isComponent ? MAX_COMPONENT_LINES : MAX_FUNCTION_LINES))
      problems.push(`${path}:${start + 1} a function of ${end - start} lines`);
  }
  return problems;
}

const sources = ["src", "convex", "engine", "scripts", "tests", "bench"].flatMap(sourcesBelow);

describe("walls", () => {
  test("rooms import only downwards", () => {
    expect(sources.flatMap(strayImports)).toEqual([]);
  });

  test("features are entered by their index", () => {
    expect(sources.flatMap(featureDoors)).toEqual([]);
  });

  test("a stray import is seen", () => {
    const stray = { path: "src/lib/time.ts", text: 'import { Button } from "@/ui/Button";' };
    expect(strayImports(stray)).toEqual(["src/lib/time.ts imports src/ui/Button"]);
    const upward = { path: "engine/values/ids.ts", text: 'import { Store } from "../storage/store.ts";' };
    expect(strayImports(upward)).toHaveLength(1);
    const door = { path: "src/app/Shell.tsx", text: 'import { x } from "@/features/tasks/board/Column";' };
    expect(featureDoors(door)).toHaveLength(1);
  });

  test("the engine knows no noun of the product", () => {
    const nouns = /\b(tandem|channel|kanban|task)s?\b/i;
    const named = sources
      .filter(({ path }) => path.startsWith("engine/"))
      .flatMap(({ path, text }) =>
        text
          .split("\n")
          .flatMap((line, i) =>
            nouns.test(line.replaceAll("message", "")) ? [`${path}:${i + 1} ${line.trim()}`] : [],
          ),
      );
    expect(named).toEqual([]);
  });
});

describe("lengths", () => {
  test("files and functions stay within their limits", () => {
    expect(sources.flatMap(tooLong)).toEqual([]);
  });

  test("a long file and a long function are seen", () => {
    const body = Array.from({ length: 60 }, () => "  step();").join("\n");
    expect(tooLong({ path: "engine/lib/x.ts", text: `function long() {\n${body}\n}\n` })).toHaveLength(1);
    expect(tooLong({ path: "engine/lib/x.ts", text: "a;\n".repeat(501) })).toHaveLength(1);
  });
});

test("a public noun has the same name as file, table or feature", () => {
  const publicFiles = readdirSync(join(root, "convex"))
    .filter((name) => /^[a-z]+\.ts$/.test(name))
    .map((name) => name.slice(0, -3));
  const nouns = publicFiles.filter(
    (name) => !["access", "demo", "functions", "schema", "crons", "http"].includes(name),
  );
  // A noun below another, such as a task's categorisation, is a folder of its feature.
  const features = new Set(
    readdirSync(join(root, "src", "features"), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  );
  expect(nouns.filter((noun) => !features.has(noun))).toEqual([]);
});
