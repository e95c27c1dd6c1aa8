/** The rules of the house. Each takes parsed sources and answers what breaks it, one line a problem. */
import { posix } from "node:path";
import {
  FETCHING,
  FULL_OF_ROOMS,
  MAX_COMPONENT_LINES,
  MAX_FILES,
  MAX_FUNCTION_LINES,
  MAX_LINES,
  MAY_IMPORT,
  ORDERED,
  WITHOUT_NOUN,
} from "./rooms.ts";
import type { Parsed } from "./sources.ts";

const dirname = (path: string) => posix.dirname(path);

/** Tests, and what only tests import: walls are for what is shipped. */
export const isTest = (path: string) =>
  /\.(test|spec)\.tsx?$|(^|\/)testing\.\w+\.tsx?$|\/testSetup\.ts$/.test(path);

const isBelow = (path: string, room: string) =>
  path === room || path.startsWith(`${room}/`) || `${path}.ts` === room;

/** The room of a path, or null where nothing is listed for it. */
export function roomOf(path: string): string | null {
  const rooms = Object.keys(MAY_IMPORT).filter((room) => isBelow(path, room));
  return rooms.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

/** A folder of `src`, `convex` or `engine` that no rule speaks of: nothing would hold it. */
export function unknownRooms(sources: Parsed[]): string[] {
  return sources.flatMap(({ path }) => {
    const top = FULL_OF_ROOMS.find((folder) => path.startsWith(`${folder}/`));
    if (top === undefined) return roomOf(path) === null ? [`${path} is in no room`] : [];
    const room = roomOf(path);
    const isListed = room !== null && (room !== top || dirname(path) === top);
    const isOwnTest = dirname(path) === top && isTest(path);
    return isListed || isOwnTest ? [] : [`${path} is in a room that is not listed`];
  });
}

export function strayImports({ path, imports }: Parsed): string[] {
  const room = roomOf(path);
  if (room === null || isTest(path)) return [];
  return imports
    .filter((target) => !/\.(css|json|svg)$/.test(target))
    .filter((target) => {
      const targetRoom = roomOf(target.replace(/\.js$/, "")) ?? target;
      return targetRoom !== room && !MAY_IMPORT[room]!.some((allowed) => isBelow(targetRoom, allowed));
    })
    .map((target) => `${path} imports ${target}`);
}

/** Rooms in an order import only those before them; those that the order does not name are unknown. */
export function upwardImports({ path, imports }: Parsed): string[] {
  if (isTest(path)) return [];
  return Object.entries(ORDERED).flatMap(([folder, order]) => {
    const inside = (other: string) =>
      other.startsWith(`${folder}/`)
        ? (other.slice(folder.length + 1).split("/") as [string, ...string[]])
        : [];
    const [own, ...rest] = inside(path);
    // What lies in the folder itself is the base of all its rooms; in the app it joins them.
    const isJoined = folder === "src/app";
    const place = rest.length > 0 ? order.indexOf(own!) : isJoined ? order.length : -1;
    if (own === undefined) return [];
    if (rest.length > 0 && place < 0) return [`${path} is in a room that ${folder} does not order`];
    return imports.flatMap((target) => {
      const [other, ...below] = inside(target);
      const isBase = folder === "convex/model" && below.length === 0;
      if (other === undefined || other === own || isBase) return [];
      return order.indexOf(other) < place ? [] : [`${path} imports ${target}, a later room`];
    });
  });
}

/** A feature is entered by its `index.ts` only. */
export function featureDoors({ path, imports }: Parsed): string[] {
  const own = /^src\/features\/(\w+)/.exec(path)?.[1];
  return imports.flatMap((target) => {
    const match = /^src\/features\/(\w+)(\/.+)?$/.exec(target);
    const isDoor = match === null || match[1] === own || match[2] === undefined || match[2] === "/index";
    return isDoor || isTest(path) ? [] : [`${path} enters ${target} past its index.ts`];
  });
}

/** Groups of files that import each other in a circle, types included. */
export function circles(sources: Parsed[]): string[][] {
  const paths = new Set(sources.map(({ path }) => path));
  const find = (target: string) =>
    [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((path) => paths.has(path));
  const targets = new Map(
    sources
      .filter(({ path }) => !path.includes("_generated"))
      .map(({ path, imports }) => [path, imports.flatMap((target) => find(target) ?? [])]),
  );
  const reached = new Map([...targets.keys()].map((path) => [path, reachedFrom(path, targets)]));
  const groups = new Map<string, string[]>();
  for (const [path, beyond] of reached) {
    if (!beyond.has(path)) continue;
    const group = [...beyond].filter((other) => reached.get(other)?.has(path)).toSorted();
    groups.set(group.join(" "), group);
  }
  return [...groups.values()];
}

function reachedFrom(path: string, targets: ReadonlyMap<string, string[]>): Set<string> {
  const seen = new Set<string>();
  const open = [...(targets.get(path) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(targets.get(next) ?? []));
  }
  return seen;
}

/** Files and functions longer than their limit. */
export function tooLong({ path, text, functions }: Parsed): string[] {
  const lines = text.split("\n").length;
  const max = MAX_LINES.find(([pattern]) => pattern.test(path))![1];
  const problems = lines > max ? [`${path} has ${lines} lines, more than ${max}`] : [];
  if (isTest(path)) return problems;
  const long = functions.filter(
    ({ lines, isComponent }) =>
      lines > (isComponent && path.endsWith(".tsx") ? MAX_COMPONENT_LINES : MAX_FUNCTION_LINES),
  );
  return [...problems, ...long.map(({ name, line, lines }) => `${path}:${line} ${name} has ${lines} lines`)];
}

/** Folders with so many files beside each other that rooms are due. Tests lie beside what they test. */
export function fullFolders(sources: Parsed[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of sources) {
    const isOwn = /^convex\/(schema|auth\.config|convex\.config|crons|http)\.ts$/.test(path);
    if (!isTest(path) && !isOwn) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > MAX_FILES)
    .map(([folder, count]) => `${folder} has ${count} files`);
}

/** Views that fetch by themselves. */
export function fetchingViews({ path, calls }: Parsed): string[] {
  const mayFetch = /\/use[A-Z]\w*\.tsx?$|Context\.tsx$/.test(path);
  if (!path.startsWith("src/") || path.startsWith("src/platform/") || mayFetch || isTest(path)) return [];
  return FETCHING.filter((hook) => calls.has(hook)).map((hook) => `${path} calls ${hook}`);
}

/** Literals of bigints in views and hooks: the React Compiler makes `undefined` of them without a word. */
export function lostLiterals({ path, text }: Parsed): string[] {
  if (!path.startsWith("src/") || isTest(path)) return [];
  return (text.match(/(?<![\w.#-])\d[\d_]*n\b/gu) ?? []).map((literal) => `${path} has ${literal}`);
}

/** Tests beside the public functions that stop the clock: they also run with real servers, which would wait for ever. */
export function stoppedClocks({ path, text }: Parsed): string[] {
  return /^convex\/[^/]+\.test\.ts$/.test(path) && text.includes("useFakeTimers") ? [path] : [];
}

/**
 * Public nouns without their four places: table, `convex/<noun>.ts`, `model/<room>/<noun>.ts`, and a folder below
 * `src/features`.
 */
export function homelessNouns(
  paths: string[],
  tables: string[],
  sharedPlaces: ReadonlySet<string>,
): string[] {
  const nouns = paths.flatMap((path) => /^convex\/([a-z]\w*)\.ts$/.exec(path)?.[1] ?? []);
  const isThere = (pattern: RegExp) => paths.some((path) => pattern.test(path));
  return nouns
    .filter((noun) => !WITHOUT_NOUN.includes(noun))
    .flatMap((noun) => {
      const places: [string, boolean][] = [
        ["table", tables.includes(noun)],
        ["model", isThere(new RegExp(`^convex/model/\\w+/${noun}\\.ts$`))],
        ["feature", isThere(new RegExp(`^src/features/(\\w+/)*${noun}/`))],
      ];
      return places
        .filter(([place, is]) => !is && !sharedPlaces.has(`${noun} ${place}`))
        .map(([place]) => `${noun} has no ${place}`);
    });
}
