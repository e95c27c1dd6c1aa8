/**
 * Where things lie in Convex's export archive: `<table>/documents.jsonl`, `_storage/<id>` for files, each
 * component's tables below `_components/<name>/`, and that component's components likewise below those.
 *
 * Shapes  A component is known by its mount path, `outer/inner`; the app is the component "".
 */
export type TableName = { component: string; name: string };

const TABLE_NAME = /^([A-Za-z][A-Za-z0-9_]*|_storage|_tables)$/;

export function folderOf(component: string): string {
  return component === ""
    ? ""
    : component
        .split("/")
        .map((name) => `_components/${name}/`)
        .join("");
}

export function documentsPath({ component, name }: TableName): string {
  return `${folderOf(component)}${name}/documents.jsonl`;
}

/** Says in a table's generated_schema.jsonl how its documents are written. */
export const UNIFORM = '"uniform"';

/** Where that is said of the documents at a path. */
export function schemaPath(documents: string): string {
  return documents.replace(/documents\.jsonl$/, "generated_schema.jsonl");
}

/** Whether the lines at a path are documents of an ordinary table. */
export function isUniform(path: string): boolean {
  const table = tableAt(path);
  return table !== null && !table.name.startsWith("_");
}

/** The component and the rest of a path in the archive: `["outer/inner", "notes/documents.jsonl"]`. */
function splitPath(path: string): [string, string] {
  const steps: string[] = [];
  let rest = path;
  for (
    let match = /^_components\/([^/]+)\//.exec(rest);
    match;
    match = /^_components\/([^/]+)\//.exec(rest)
  ) {
    steps.push(match[1]!);
    rest = rest.slice(match[0].length);
  }
  return [steps.join("/"), rest];
}

/** The table whose documents lie at a path, or null for any other entry. */
export function tableAt(path: string): TableName | null {
  const [component, rest] = splitPath(path);
  const name = /^([^/]+)\/documents\.jsonl$/.exec(rest)?.[1];
  return name !== undefined && TABLE_NAME.test(name) ? { component, name } : null;
}

/** The component and storage id of the file at a path, which may have an extension; or null. */
export function fileAt(path: string): { component: string; id: string } | null {
  const [component, rest] = splitPath(path);
  const id = /^_storage\/([a-z0-9]+)(\.[^/]*)?$/.exec(rest)?.[1];
  return id === undefined || rest.endsWith(".jsonl") ? null : { component, id };
}

export function isTableName(name: string): boolean {
  return TABLE_NAME.test(name) && !name.startsWith("_");
}
