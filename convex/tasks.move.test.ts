import { expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { TaskStatus } from "./shared/tasks";
import { boardOf, makeWorkspace } from "./testing.setup";

type Drop = { before?: string; after?: string; status?: TaskStatus };

/** A board of one column: "a", "b", "c", "d" from the top. */
async function makeBoard(titles = ["a", "b", "c", "d"]) {
  const workspace = await makeWorkspace();
  const { as } = workspace;
  const ids = new Map<string, Id<"tasks">>();
  for (const title of titles) ids.set(title, await as("Ana").mutation(api.tasks.create, { title }));
  const move = async (title: string, { before, after, status = "todo" }: Drop, name: "Ana" | "Ben" = "Ana") =>
    await as(name).mutation(api.tasks.move, {
      taskId: ids.get(title)!,
      status,
      ...(before && { before: ids.get(before)! }),
      ...(after && { after: ids.get(after)! }),
    });
  const column = async (status: TaskStatus = "todo", name: "Ana" | "Ben" = "Ana") =>
    (await boardOf(as(name)))
      .filter((task) => task.status === status)
      .map(({ title }) => title)
      .join("");
  return { ...workspace, ids, move, column };
}

test.each<[string, Drop, string, string]>([
  ["d", { before: "a", after: "b" }, "adbc", "between two"],
  ["a", { before: "c", after: "d" }, "bcad", "downwards"],
  ["c", { after: "a" }, "cabd", "to the top"],
  ["b", { before: "d" }, "acdb", "to the bottom"],
  ["b", {}, "acdb", "to the end, no neighbour named"],
  ["b", { before: "a", after: "c" }, "abcd", "where it is"],
  ["b", { before: "b", after: "d" }, "abcd", "below itself"],
  ["b", { after: "b" }, "abcd", "above itself"],
  ["a", { before: "b" }, "bacd", "below its neighbour"],
])("%s dropped with %o gives %s (%s)", async (title, drop, expected) => {
  const { move, column } = await makeBoard();
  await move(title, drop);
  expect(await column()).toBe(expected);
});

test("columns are ordered apart, and listed from left to right", async () => {
  const { as, move, column } = await makeBoard();
  await move("a", { status: "done" });
  await move("c", { status: "done" });
  await move("b", { status: "in_progress" });
  await move("d", { status: "done", before: "a", after: "c" });

  expect([await column("todo"), await column("in_progress"), await column("done")]).toEqual(["", "b", "adc"]);
  const statuses = (await boardOf(as("Ben"))).map(({ status }) => status);
  expect(statuses).toEqual(["in_progress", "done", "done", "done"]);
});

test("if the card above has left, the card below decides; if both have, the end", async () => {
  const { move, column } = await makeBoard();
  await move("a", { status: "done" });
  await move("d", { before: "a", after: "b" });
  expect(await column()).toBe("dbc");
  await move("b", { status: "done" });
  await move("d", { before: "a", after: "b" });
  expect(await column()).toBe("cd");
});

test("a card deleted meanwhile still marks its place", async () => {
  const { as, ids, move, column } = await makeBoard();
  await as("Ben").mutation(api.tasks.remove, { taskId: ids.get("b")! });
  await move("d", { before: "b", after: "c" });
  expect(await column()).toBe("adc");
});

test("a card of another column, or of nobody's, is no neighbour", async () => {
  const { move, column } = await makeBoard();
  await move("a", { status: "done" });
  await move("d", { status: "done", before: "c", after: "b" });
  expect(await column("done")).toBe("ad");
});

test("two people dropping on the same place at once end with one order", async () => {
  const { as, move, column } = await makeBoard();
  await Promise.all([
    move("c", { before: "a", after: "b" }, "Ana"),
    move("d", { before: "a", after: "b" }, "Ben"),
  ]);

  expect(await column("todo", "Ana")).toBe(await column("todo", "Ben"));
  expect(["acdb", "adcb"]).toContain(await column());
  const ranks = (await boardOf(as("Ana"))).map(({ rank }) => rank);
  expect(new Set(ranks).size).toBe(4);
});

test("moves of the same cards at once lose none", async () => {
  const { move, column } = await makeBoard();
  await Promise.all([
    move("a", { before: "b", after: "c" }, "Ana"),
    move("b", { after: "a" }, "Ben"),
    move("a", { status: "done" }, "Ben"),
    move("a", { after: "d" }, "Ana"),
  ]);
  expect(Array.from((await column()) + (await column("done"))).toSorted()).toEqual(["a", "b", "c", "d"]);
});

test("a channel's board is the workspace's order without the rest", async () => {
  const { as, ids, general: channelId } = await makeBoard();
  for (const title of ["a", "c", "d"]) {
    await as("Ana").mutation(api.tasks.update, { taskId: ids.get(title)!, channelId });
  }
  await as("Ana").mutation(api.tasks.move, {
    taskId: ids.get("d")!,
    status: "todo",
    before: ids.get("a")!,
    after: ids.get("c")!,
  });
  const titles = async (args: { channelId?: Id<"channels"> }) =>
    (await boardOf(as("Ben"), args)).map(({ title }) => title).join("");
  expect(await titles({ channelId })).toBe("adc");
  expect(await titles({})).toBe("adbc");
});

test("a hundred random moves never give a rank twice", async () => {
  const { as, ids, move, column } = await makeBoard();
  const titles = [...ids.keys()];
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let count = 0; count < 100; count += 1) {
    const [title, before, after] = [titles[random(4)]!, titles[random(4)]!, titles[random(4)]!];
    await move(title, { before, after, status: random(4) === 0 ? "done" : "todo" });
  }
  const ranks = (await boardOf(as("Ana"))).map(({ status, rank }) => `${status} ${rank}`);
  expect(new Set(ranks).size).toBe(4);
  expect(Array.from((await column()) + (await column("done"))).toSorted()).toEqual(titles);
});
