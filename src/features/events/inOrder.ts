/** Something that happened, newest first among those of its strand. */
export type Happening = { id: string; at: number };
/** `loadMore` is absent where all of it is here; `items` are undefined until the first have come. */
export type Strand<T extends Happening> = {
  items: readonly T[] | undefined;
  loadMore: (() => void) | undefined;
};

/**
 * Several strands as one, newest first, no further back than all of them reach: what is older in one of them has its place
 * only once the others have come as far. Undefined until each has begun.
 */
export function inOrder<T extends Happening>(
  strands: readonly Strand<T>[],
): { shown: readonly T[]; loadMore: (() => void) | undefined } | undefined {
  const begun = strands.flatMap(({ items, loadMore }) => (items ? [{ items, loadMore }] : []));
  if (begun.length < strands.length) return undefined;
  const reach = begun.map(({ items, loadMore }) => (loadMore ? (items.at(-1)?.at ?? Infinity) : -Infinity));
  const furthest = Math.max(...reach);
  const behind = begun.filter(({ loadMore }, i) => loadMore && reach[i] === furthest);
  return {
    shown: begun
      .flatMap(({ items }) => items)
      .filter(({ at }) => at >= furthest)
      .toSorted((a, b) => b.at - a.at),
    loadMore: behind.length > 0 ? () => behind.forEach(({ loadMore }) => loadMore?.()) : undefined,
  };
}
