/** Which emoji a few letters of a name find. */

export type FoundEmoji = { name: string; emoji: string };

/** 0 is the name itself; undefined where it does not fit: a name fits by its beginning, or that of one of its words. */
function distance(name: string, text: string): number | undefined {
  if (name === text) return 0;
  if (name.startsWith(text)) return 1;
  return name.split(/[-_]/).some((word) => word.startsWith(text)) ? 2 : undefined;
}

/** Those that fit best first, and of these the workspace's own; each emoji once. */
export function foundEmoji(
  text: string,
  own: readonly FoundEmoji[],
  standard: readonly FoundEmoji[],
  most: number,
): FoundEmoji[] {
  const fitting = [...own, ...standard].flatMap((found) => {
    const far = distance(found.name, text);
    return far === undefined ? [] : [{ found, far }];
  });
  const best = new Map<string, FoundEmoji>();
  for (const { found } of fitting.toSorted((a, b) => a.far - b.far)) {
    if (best.size === most) break;
    if (!best.has(found.emoji)) best.set(found.emoji, found);
  }
  return [...best.values()];
}
