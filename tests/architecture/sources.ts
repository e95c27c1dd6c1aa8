/** The sources of the project as a parser sees them: what each file imports, and its functions with their lengths. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseSync, Visitor, type Function as FunctionNode } from "oxc-parser";

export const root = resolve(import.meta.dirname, "..", "..");

export type Source = { path: string; text: string };

/** A function with a body in braces. `isComponent`: its name is that of a React component. */
export type FoundFunction = { name: string; line: number; lines: number; isComponent: boolean };

export type Parsed = Source & {
  /** Paths of the project's own files as they are imported: from its root, most without an ending. */
  imports: string[];
  functions: FoundFunction[];
  /** Names that are called, such as `useQuery`. */
  calls: Set<string>;
};

export function sourcesBelow(folder: string): Source[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(root, path)).isDirectory()) return sourcesBelow(path);
    return /\.(ts|tsx|mjs)$/.test(name) ? [{ path, text: readFileSync(join(root, path), "utf8") }] : [];
  });
}

/** @throws Error for a text that is not TypeScript */
export function parse({ path, text }: Source): Parsed {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      text.slice(moduleRequest.start, moduleRequest.end).replace(/^["'`]|["'`]$/g, ""),
    ),
  ];
  const imports = new Set(specifiers.flatMap((specifier) => targetOf(path, specifier) ?? []));
  return { path, text, imports: [...imports], ...bodiesOf(program, text) };
}

function targetOf(path: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return `src/${specifier.slice(2)}`;
  if (specifier.startsWith("@convex/")) return `convex/${specifier.slice(8)}`;
  return specifier.startsWith(".") ? relative(root, resolve(root, dirname(path), specifier)) : null;
}

function bodiesOf(program: ReturnType<typeof parseSync>["program"], text: string) {
  const functions: FoundFunction[] = [];
  const calls = new Set<string>();
  const lineOf = lineCounter(text);
  const names = new Map<object, string>();
  const add = (node: { start: number; end: number; body: { type: string } | null }, name: string) => {
    if (node.body === null || node.body.type === "Expression") return;
    const line = lineOf(node.start);
    functions.push({ name, line, lines: lineOf(node.end) - line, isComponent: /^[A-Z]/.test(name) });
  };
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (init !== null && id.type === "Identifier") names.set(init, id.name);
    },
    MethodDefinition: ({ key, value }) => {
      if (key.type === "Identifier") names.set(value, key.name);
    },
    PropertyDefinition: ({ key, value }) => {
      if (value !== null && key.type === "Identifier") names.set(value, key.name);
    },
    FunctionDeclaration: (node: FunctionNode) => add(node, node.id?.name ?? "default"),
    FunctionExpression: (node: FunctionNode) => add(node, names.get(node) ?? node.id?.name ?? "a function"),
    ArrowFunctionExpression: (node) => {
      if (names.has(node)) add(node, names.get(node)!);
    },
    CallExpression: ({ callee }) => {
      if (callee.type === "Identifier") calls.add(callee.name);
    },
  }).visit(program);
  return { functions, calls };
}

/** Answers the line, from 1, of an offset. */
export function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
