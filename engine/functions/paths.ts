/**
 * Names of functions: `folder/module:export`, as clients and `api` write them.
 *
 * Shapes  A canonical name has no `.js`, and always an export: `messages:list`, `http:default`.
 */
export type FunctionName = { module: string; name: string };

/** The module file (`messages.js`) and the export that a function path names. */
export function parseFunctionPath(path: string): FunctionName {
  const colon = path.lastIndexOf(":");
  const module = colon === -1 ? path : path.slice(0, colon);
  const name = colon === -1 ? "default" : path.slice(colon + 1);
  return { module: module.endsWith(".js") ? module : `${module}.js`, name };
}

export function canonicalPath(path: string): string {
  const { module, name } = parseFunctionPath(path);
  return `${module.slice(0, -3)}:${name}`;
}
