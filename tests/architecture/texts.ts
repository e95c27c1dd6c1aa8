/**
 * The wall around words: what people read or hear stands in `src/texts`, and is read from there when it is shown.
 *
 * Rules  No view has a text in its markup, or in an attribute or a field that people read or hear.
 *        Elsewhere no string reads as words: a capital at its beginning, or two words beside each other.
 *        No module reads a text while it is loaded: the language may come later.
 */
import { parseSync, Visitor, type Expression, type JSXAttribute, type Node } from "oxc-parser";
import { isTest } from "./rules.ts";
import { lineCounter, type Source } from "./sources.ts";

/** Everything of the app but the catalogue. */
const SHOWING = /^src\/(app|features|ui|platform|lib)\//;

/** Attributes of elements, properties of components and fields of objects that are shown or read aloud. */
const SHOWN = new Set([
  "about",
  "alt",
  "aria-description",
  "aria-label",
  "aria-placeholder",
  "aria-roledescription",
  "aria-valuetext",
  "description",
  "error",
  "foot",
  "hint",
  "label",
  "lead",
  "listLabel",
  "placeholder",
  "searchLabel",
  "text",
  "title",
]);
/** Functions whose arguments are shown or read aloud. */
const TELLERS = /^(toast\.\w+|announce|confirm|alert|prompt)$/;

/** Functions whose arguments are classes or selectors. */
const MACHINES = /^clsx$|\.(closest|matches|querySelector|querySelectorAll)$/;

/** Keys, classes of errors, and what libraries call their states. */
const CODES =
  /^(Enter|Escape|Tab|Home|End|Backspace|Delete|Page(Up|Down)|Arrow\w*|(Mod|Alt|Shift)(\+.+)?|Up|Down|Left|Right|Files|LoadingFirstPage|CanLoadMore|LoadingMore|Exhausted|\w+Error)$/;

const hasLetters = (text: string): boolean => /\p{L}/u.test(text);

/** Classes of CSS: no sentence, no capital, and at least one of them with a dash, a colon or a bracket. */
const isClasses = (text: string): boolean =>
  /[a-z][-:[]/.test(text) && !/[.…?!](\s|$)|(^|\s)\p{Lu}/u.test(text);

const isWords = (text: string): boolean =>
  !CODES.test(text) &&
  (/^\p{Lu}\p{Ll}/u.test(text) || (/(^|\s)\p{L}+[,:;]?\s\p{L}{2,}/u.test(text) && !isClasses(text)));

/** The texts that an expression may come to: of `a ? "x" : b ?? "y"` the two. */
function textsOf(node: Node | null | undefined): { start: number; text: string }[] {
  switch (node?.type) {
    case "Literal":
      return typeof node.value === "string" ? [{ start: node.start, text: node.value }] : [];
    case "TemplateLiteral":
      return [{ start: node.start, text: node.quasis.map(({ value }) => value.cooked).join("…") }];
    case "ConditionalExpression":
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case "LogicalExpression":
      return [...textsOf(node.left), ...textsOf(node.right)];
    case "JSXExpressionContainer":
      return textsOf(node.expression);
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return textsOf(node.expression);
    default:
      return [];
  }
}

/** The name of what is called: "toast.tell". */
function calleeOf(callee: Expression): string {
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return "";
  const object = callee.object.type === "Identifier" ? callee.object.name : "";
  return `${object}.${callee.property.name}`;
}

/** The name of an attribute; those with a namespace are of SVG, and say nothing. */
const attributeOf = ({ name }: JSXAttribute): string => (name.type === "JSXIdentifier" ? name.name : "");

/** Parts of the sources that are for machines. */
function machineParts(program: Node): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  const add = (node: Node | null | undefined) => node && parts.push(node);
  new Visitor({
    ImportDeclaration: add,
    ExportAllDeclaration: add,
    ExportNamedDeclaration: ({ source }) => add(source),
    ImportExpression: ({ source }) => add(source),
    // What a programmer did wrong, for the console.
    ThrowStatement: add,
    ExpressionStatement: (node) => typeof node.directive === "string" && add(node),
    BinaryExpression: ({ left, right }) =>
      [left, right].forEach((side) => side.type === "Literal" && add(side)),
    JSXAttribute: (node) => /(^c|C)lassName$|^rel$/.test(attributeOf(node)) && add(node),
    TSLiteralType: add,
    CallExpression: (node) => MACHINES.test(calleeOf(node.callee)) && add(node),
  }).visit(program as Parameters<InstanceType<typeof Visitor>["visit"]>[0]);
  return parts;
}

/** The literal texts of a view, a line each. */
export function literalTexts({ path, text }: Source): string[] {
  if (!SHOWING.test(path) || isTest(path)) return [];
  const { program } = parseSync(path, text);
  const lineOf = lineCounter(text);
  const machine = machineParts(program);
  const found = new Map<number, string>();
  const add = (start: number, words: string) => {
    if (machine.some((part) => part.start <= start && start < part.end)) return;
    found.set(start, `${path}:${lineOf(start)} ${words.replaceAll(/\s+/g, " ").trim()}`);
  };
  const addShown = (node: Node | null | undefined, isExempt: (text: string) => boolean = () => false) =>
    textsOf(node).forEach((one) => hasLetters(one.text) && !isExempt(one.text) && add(one.start, one.text));
  const addWords = (node: Node) =>
    textsOf(node).forEach((one) => isWords(one.text) && add(one.start, one.text));
  const addChildren = ({ children }: { children: Node[] }) =>
    children.forEach((child) => child.type === "JSXExpressionContainer" && addShown(child));
  new Visitor({
    JSXText: ({ start, value }) => hasLetters(value) && add(start, value),
    JSXElement: addChildren,
    JSXFragment: addChildren,
    JSXAttribute: (node) => SHOWN.has(attributeOf(node)) && addShown(node.value),
    // Some libraries take classes by the name of what they are for.
    Property: ({ key, value }) =>
      key.type === "Identifier" && SHOWN.has(key.name) && addShown(value, isClasses),
    CallExpression: (node) =>
      TELLERS.test(calleeOf(node.callee)) && node.arguments.forEach((given) => addShown(given)),
    Literal: addWords,
    TemplateLiteral: addWords,
  }).visit(program);
  return [...found.values()];
}

/** Texts that are read while a module is loaded. */
export function earlyTexts({ path, text }: Source): string[] {
  if (!SHOWING.test(path) || isTest(path)) return [];
  const lineOf = lineCounter(text);
  const found: string[] = [];
  let depth = 0;
  const enter = () => {
    depth += 1;
  };
  const leave = () => {
    depth -= 1;
  };
  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    MemberExpression: ({ object, start }) => {
      if (depth === 0 && object.type === "Identifier" && object.name === "texts")
        found.push(`${path}:${lineOf(start)} reads a text while it is loaded`);
    },
  }).visit(parseSync(path, text).program);
  return found;
}

/** Entries of the catalogue that nothing shows. */
export function unshownTexts(nouns: Readonly<Record<string, object>>, sources: readonly Source[]): string[] {
  const read = new Set<string>();
  for (const { path, text } of sources.filter((source) => !isTest(source.path))) {
    // The catalogue reads its own entries without the word before them.
    const entry = path.startsWith("src/texts/") ? /(\w+)\.(\w+)/g : /texts\s*\.(\w+)\s*\.(\w+)/g;
    for (const [, noun, name] of text.matchAll(entry)) read.add(`${noun}.${name}`);
  }
  return Object.entries(nouns).flatMap(([noun, entries]) =>
    Object.keys(entries)
      .map((name) => `${noun}.${name}`)
      .filter((name) => !read.has(name)),
  );
}
