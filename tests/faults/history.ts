/**
 * Judges a history of transactions over lists by what its clients have seen, as Elle does.
 *
 * Lists tell their own past: of two reads of a list one must be the beginning of the other, and the longest
 * gives the order of the appends. From it follow the dependencies between transactions:
 *
 *   ww  the append before mine      wr  I read what it appended      rw  it appended what I did not see yet
 *
 * With the order of real time (what ended before another began) they may not form a circle. What a client is
 * shown of a live query may lag behind the world, but never behind what this client knew before.
 */
export type Operation = {
  session: string;
  /** Steps of the simulation, as the client saw them. `end` is null when it never learned the outcome. */
  begin: number;
  end: number | null;
  /** Lists as read, before own appends. */
  reads: Record<string, number[]>;
  appends: [key: string, value: number][];
  /** A result of a live query. */
  isView: boolean;
};

/** Null for a serializable history, else what is wrong with it. */
export function findAnomaly(operations: Operation[], final: Record<string, number[]>): string | null {
  return (
    findRepeated(final) ??
    findLost(operations, final) ??
    findFork(operations, final) ??
    findCircle(operations, final)
  );
}

function findRepeated(final: Record<string, number[]>): string | null {
  for (const [key, list] of Object.entries(final))
    if (new Set(list).size !== list.length) return `${key} holds a value twice: ${list.join()}`;
  return null;
}

function findLost(operations: Operation[], final: Record<string, number[]>): string | null {
  const known = new Set(
    operations.flatMap(({ appends }) => appends.map(([key, value]) => `${key}:${value}`)),
  );
  for (const [key, list] of Object.entries(final))
    for (const value of list) if (!known.has(`${key}:${value}`)) return `nobody appended ${value} to ${key}`;
  for (const { end, appends } of operations) {
    for (const [key, value] of end === null ? [] : appends)
      if (!final[key]?.includes(value)) return `the acknowledged append of ${value} to ${key} is lost`;
    const there = appends.filter(([key, value]) => final[key]?.includes(value)).length;
    if (there !== 0 && there !== appends.length)
      return `half of a transaction is there: ${appends.join(" ")}`;
  }
  return null;
}

function findFork(operations: Operation[], final: Record<string, number[]>): string | null {
  for (const { reads } of operations) {
    for (const [key, list] of Object.entries(reads)) {
      const past = (final[key] ?? []).slice(0, list.length);
      if (past.join() !== list.join())
        return `a read of ${key} is no past of it: ${list.join()} of ${past.join()}`;
    }
  }
  return null;
}

function findCircle(operations: Operation[], final: Record<string, number[]>): string | null {
  const happened = operations.filter(
    ({ end, appends }) => end !== null || appends.some(([key, value]) => final[key]?.includes(value)),
  );
  const after = happened.map(() => new Set<number>());
  const writer = new Map<string, number>();
  for (const [i, { appends }] of happened.entries())
    for (const [key, value] of appends) writer.set(`${key}:${value}`, i);
  const link = (from: number | undefined, to: number | undefined) => {
    if (from !== undefined && to !== undefined && from !== to) after[from]!.add(to);
  };
  for (const [key, list] of Object.entries(final))
    for (let i = 1; i < list.length; i++)
      link(writer.get(`${key}:${list[i - 1]}`), writer.get(`${key}:${list[i]}`));
  for (const [i, { reads }] of happened.entries()) {
    for (const [key, list] of Object.entries(reads)) {
      link(writer.get(`${key}:${list.at(-1)}`), i);
      link(i, writer.get(`${key}:${(final[key] ?? [])[list.length]}`));
    }
  }
  for (const [i, a] of happened.entries()) {
    for (const [j, b] of happened.entries()) {
      if (i !== j && isBefore(a, b)) after[i]!.add(j);
    }
  }
  return circleIn(after, (i) => JSON.stringify(happened[i]));
}

/** Mutations of one session happen in the order they were sent. */
function isBefore(a: Operation, b: Operation): boolean {
  const isOneSession = a.session === b.session;
  if (isOneSession && !a.isView && !b.isView) return a.begin < b.begin;
  if (a.end === null) return false;
  return b.isView ? isOneSession && a.end < b.end! : a.end < b.begin;
}

/** Depth first; a node met again while it is open closes a circle. */
function circleIn(after: Set<number>[], show: (i: number) => string): string | null {
  const state = after.map(() => "new" as "new" | "open" | "done");
  for (const start of after.keys()) {
    if (state[start] !== "new") continue;
    const path = [{ node: start, rest: [...after[start]!] }];
    state[start] = "open";
    while (path.length > 0) {
      const top = path.at(-1)!;
      const next = top.rest.pop();
      if (next === undefined) {
        state[top.node] = "done";
        path.pop();
      } else if (state[next] === "open") {
        const circle = path.slice(path.findIndex(({ node }) => node === next)).map(({ node }) => show(node));
        return `a circle of ${circle.length} transactions:\n  ${circle.join("\n  ")}`;
      } else if (state[next] === "new") {
        state[next] = "open";
        path.push({ node: next, rest: [...after[next]!] });
      }
    }
  }
  return null;
}
