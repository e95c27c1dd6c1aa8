import { expect, test } from "vitest";
import type { Doc } from "../../_generated/dataModel";
import { column } from "./columns";

type Task = Doc<"tasks">;

/** Numbers in [0, 1) that follow from a seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

/** Audiences with tasks of these ranks, and how many tasks were read of them. */
function makeAudiences(ranksOf: readonly (readonly string[])[]) {
  const read = { tasks: 0 };
  const readers = ranksOf.map(
    (ranks) => async (part: { low: string; high: string; order: string }, most: number) => {
      const inside = ranks.filter((rank) => rank >= part.low && rank < part.high).toSorted();
      const ordered = part.order === "asc" ? inside : inside.toReversed();
      const tasks = ordered.slice(0, most).map((rank) => ({ rank }) as Task);
      read.tasks += tasks.length;
      return await Promise.resolve(tasks);
    },
  );
  return { readers, read };
}

const rankOf = (i: number) => `a${String(i).padStart(5, "0")}`;

test("whatever is whose, the pages of a column are its tasks in their order", async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = chance(seed);
    const ranksOf: string[][] = Array.from({ length: 1 + Math.floor(random() * 7) }, () => []);
    const all = Array.from({ length: Math.floor(random() * 90) }, (_, i) => rankOf(i));
    // One audience has most of them, as the workspace does.
    for (const rank of all) ranksOf[random() < 0.6 ? 0 : Math.floor(random() * ranksOf.length)]!.push(rank);
    for (const order of ["asc", "desc"] as const) {
      const { readers } = makeAudiences(ranksOf);
      const found: string[] = [];
      let cursor: string | null = null;
      const numItems = 1 + Math.floor(random() * 12);
      for (let isDone = false; !isDone;) {
        const page = await column(readers, { status: "todo", order }, { cursor, numItems });
        expect(page.page.length).toBeLessThanOrEqual(numItems);
        found.push(...page.page.map(({ rank }) => rank));
        ({ isDone, continueCursor: cursor } = page);
      }
      expect(found).toEqual(order === "asc" ? all : all.toReversed());
    }
  }
});

test("who is in a thousand channels does not read a page of each", async () => {
  const ranksOf = Array.from({ length: 1_000 }, (_, i) =>
    Array.from({ length: 60 }, (_, k) => rankOf(k * 1_000 + i)),
  );
  const { readers, read } = makeAudiences(ranksOf);
  const { page } = await column(readers, { status: "todo" }, { cursor: null, numItems: 50 });
  expect(page).toHaveLength(50);
  expect(read.tasks).toBeLessThan(1_200);
});
