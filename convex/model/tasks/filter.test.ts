import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { makeWorkspace, refusal } from "../../testing.setup";

type Filter = Parameters<typeof textFits>[1];
type Made = {
  title: string;
  isDone: boolean;
  assigneeId?: Id<"users">;
  channelId?: Id<"channels">;
  priority?: "high";
  tags: string[];
};

/** What the list is to find, said plainly. */
function textFits(
  { title, isDone, assigneeId, channelId, priority, tags }: Made,
  filter: {
    text?: string;
    isDone?: boolean;
    assigneeId?: Id<"users"> | "nobody";
    channelId?: Id<"channels">;
    priority?: "high" | "none";
    tag?: string;
  },
): boolean {
  const words = (filter.text ?? "").toLowerCase().split(" ");
  return (
    words.every((word) => title.toLowerCase().includes(word)) &&
    (filter.isDone === undefined || filter.isDone === isDone) &&
    (filter.assigneeId === undefined || filter.assigneeId === (assigneeId ?? "nobody")) &&
    (filter.channelId === undefined || filter.channelId === channelId) &&
    (filter.priority === undefined || filter.priority === (priority ?? "none")) &&
    (filter.tag === undefined || tags.includes(filter.tag))
  );
}

async function makeList() {
  const workspace = await makeWorkspace();
  const { as, ana, ben, general, hiring } = workspace;
  const made: Made[] = [];
  for (let i = 0; i < 60; i++) {
    const one: Made = {
      title: `${["Ship", "Write", "Ask"][i % 3]!} ${["importer", "notes"][i % 2]!} ${i}`,
      isDone: i % 4 === 0,
      tags: i % 5 === 0 ? ["docs"] : [],
      ...(i % 6 === 0 && { priority: "high" as const }),
      ...(i % 7 === 0 && { channelId: hiring }),
      ...(i % 7 === 1 && { channelId: general }),
      ...(i % 3 > 0 && { assigneeId: i % 3 === 1 ? ana : ben }),
    };
    const { isDone, ...draft } = one;
    await as("Ana").mutation(api.tasks.create, { ...draft, status: isDone ? "done" : "todo" });
    made.push(one);
  }
  /** All pages, seven at a time. */
  const listed = async (name: "Ana" | "Zoe", filter: Filter) => {
    const titles: string[] = [];
    for (let cursor: string | null = null; ;) {
      const paginationOpts: { numItems: number; cursor: string | null } = { numItems: 7, cursor };
      const answer = await as(name).query(api.tasks.list, { filter, paginationOpts });
      titles.push(...answer.page.map(({ title }) => title));
      if (answer.isDone) return titles;
      cursor = answer.continueCursor;
    }
  };
  return { ...workspace, made, listed };
}

test("all that fits is found, the newest first, page by page, and nothing of what its reader may not read", async () => {
  const { ana, ben, general, hiring, made, listed } = await makeList();
  const filters: Filter[] = [
    {},
    { isDone: true },
    { isDone: false, assigneeId: ana },
    { priority: "high" },
    { priority: "none", text: "ship" },
    { assigneeId: "nobody" },
    { assigneeId: ben, tag: "docs" },
    { channelId: general },
    { channelId: hiring },
    { text: "ship imp" },
    { text: "notes", isDone: false, tag: "docs" },
    { text: "nothing like it" },
  ];
  for (const filter of filters) {
    const fitting = made.filter((one) => textFits(one, filter)).reverse();
    expect(await listed("Ana", filter)).toEqual(fitting.map(({ title }) => title));
    const open = fitting.filter(({ channelId }) => channelId !== hiring);
    expect(await listed("Zoe", filter)).toEqual(open.map(({ title }) => title));
  }
});

test("operators in the text narrow as well; a false place of a page and a stranger are refused", async () => {
  const { as, listed } = await makeList();
  expect(await listed("Ana", { text: "is:done tag:docs" })).toEqual(
    await listed("Ana", { isDone: true, tag: "docs" }),
  );
  const ask = async (name: "Ana" | "Max", cursor: string | null) =>
    await as(name).query(api.tasks.list, { filter: {}, paginationOpts: { numItems: 7, cursor } });
  await expect(ask("Ana", "nowhere")).rejects.toMatchObject(refusal("CURSOR_INVALID"));
  await expect(ask("Max", null)).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
});

test("a list of more than a search looks at goes on to its end, and ends for nobody before", async () => {
  const { as, hiring, ana } = await makeWorkspace();
  const titles: string[] = [];
  for (let n = 0; n < 320; n += LIMITS.tasksMade) {
    const drafts = Array.from({ length: LIMITS.tasksMade }, (_, i) => ({
      title: `Ship ${n + i}`,
      priority: "high" as const,
      ...(i % 2 === 0 && { channelId: hiring, assigneeId: ana }),
    }));
    titles.unshift(...drafts.map(({ title }) => title).reverse());
    await as("Ana").mutation(api.board.newTasks.createMany, { clientId: `${n}`, drafts });
  }
  const listed = async (name: "Ana" | "Zoe", filter: object) => {
    const found: string[] = [];
    for (let cursor: string | null = null, pages = 0; pages < 60; pages++) {
      const paginationOpts: { numItems: number; cursor: string | null } = { numItems: 20, cursor };
      const answer = await as(name).query(api.tasks.list, { filter, paginationOpts });
      found.push(...answer.page.map(({ title }) => title));
      if (answer.isDone) return found;
      cursor = answer.continueCursor;
    }
    throw new Error("The list has no end.");
  };
  const [own, open] = [0, 1].map((rest) => titles.filter((title) => Number(title.slice(5)) % 2 === rest));
  for (const filter of [{}, { priority: "high" }, { text: "ship" }, { isDone: false }]) {
    expect(await listed("Ana", filter)).toEqual(titles);
    expect(await listed("Zoe", filter)).toEqual(open);
  }
  expect(await listed("Ana", { assigneeId: ana })).toEqual(own);
  expect(await listed("Ana", { channelId: hiring, text: "ship" })).toEqual(own);
  expect(await listed("Ana", { assigneeId: "nobody", priority: "high" })).toEqual(open);
  expect(await listed("Zoe", { assigneeId: ana })).toEqual([]);
});
