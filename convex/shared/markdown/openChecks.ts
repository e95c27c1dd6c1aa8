import { boxed, checkItems } from "./checklist";

/**
 * The text as it begins: no box is ticked.
 *
 * @param names  what stands behind a box, such as "T-9", by what takes its place: that box stays as it is
 */
export function withOpenChecks(text: string, names: ReadonlyMap<string, string> = new Map()): string {
  const lines = text.split("\n");
  for (const item of checkItems(text)) {
    const name = names.get(item.text);
    lines[item.line] = boxed(lines[item.line]!, name !== undefined && item.isDone, name);
  }
  return lines.join("\n");
}
