/**
 * The developer's frames of a stack, as they stood before the CLI bundled them.
 *
 * Shapes  Each thread knows the modules it has loaded, by the name that V8 puts into stacks. What is no such module
 *         (the engine, Node) is no frame of the developer.
 * Rules   SPEC.md FN6.
 */
import { SourceMap } from "node:module";

const MAX_FRAMES = 8;

/** The map's JSON text until somebody asks; null when the module came without. */
const known = new Map<string, { path: string; map: SourceMap | string | null }>();
const gone = new FinalizationRegistry<string[]>((names) => {
  for (const name of names) known.delete(name);
});

export type NamedModule = { name: string; path: string; sourceMap?: string | undefined };

/** @param owner the maps are kept for as long as it is */
export function keepSourceMaps(owner: object, modules: NamedModule[]): void {
  for (const { name, path, sourceMap } of modules) known.set(name, { path, map: sourceMap ?? null });
  gone.register(
    owner,
    modules.map(({ name }) => name),
  );
}

/** A line each, as in `\n    at handler (../convex/messages.ts:46:10)`; empty when there is none. */
export function framesOf(stack: string | undefined): string {
  const frames: string[] = [];
  for (const line of stack?.split("\n") ?? []) {
    const found = /^\s+at (?:(.+) \()?(.+):(\d+):(\d+)\)?$/.exec(line);
    if (found === null) continue;
    const [, caller, name, row, column] = found;
    const place = placeOf(name!, Number(row), Number(column));
    if (place !== null) frames.push(caller === undefined ? `at ${place}` : `at ${caller} (${place})`);
    if (frames.length === MAX_FRAMES) break;
  }
  return frames.map((frame) => `\n    ${frame}`).join("");
}

/** Lines and columns count from 1 in stacks, from 0 in maps. */
function placeOf(name: string, row: number, column: number): string | null {
  const module = known.get(name);
  if (module === undefined) return null;
  if (typeof module.map === "string") module.map = parsed(module.map);
  const origin = module.map?.findEntry(row - 1, column - 1);
  if (origin === undefined || !("originalSource" in origin)) return `${module.path}:${row}:${column}`;
  // The CLI counts the functions folder's parents from where it bundled.
  const source = origin.originalSource.replace(/^(?:\.\.\/)+/, "../");
  return `${source}:${origin.originalLine + 1}:${origin.originalColumn + 1}`;
}

/** Null when it is no source map. */
function parsed(json: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(json) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    return null;
  }
}
