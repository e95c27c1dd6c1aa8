import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openApp, ref } from "./app";

type App = ReturnType<typeof openApp>;
const notesOf = async (t: App) => await t.run(async (ctx) => await ctx.db.query("notes").collect());
const jobsOf = async (t: App) =>
  await t.run(async (ctx) => await ctx.db.system.query("_scheduled_functions").collect());

describe("calls", () => {
  test("[FN3] arguments and results are checked", async () => {
    const t = openApp();
    await expect(t.mutation(ref.add, { group: "g", rank: "1" as never })).rejects.toThrow(/rank|number/);
    await expect(t.mutation(ref.add, { group: "g", rank: 1, extra: 1 } as never)).rejects.toThrow(/extra/);
    await expect(t.query(ref.wrongResult, {})).rejects.toThrow(/float64|number/i);
    expect(await notesOf(t)).toEqual([]);
  });

  test("who calls is seen by nested calls", async () => {
    const t = openApp();
    expect(await t.query(ref.askWho, {})).toBe(null);
    expect(await t.withIdentity({ name: "Ana" }).query(ref.askWho, {})).toBe("Ana");
  });

  test("[DB21] a nested call stays within the limits it is given, and what it wrote is forgotten when undone", async () => {
    const t = openApp();
    const add = async (count: number) => await t.mutation(ref.addWithin, { group: "g", count, limit: 3 });
    expect(await add(4)).toEqual({ outcome: "refused", used: 1 });
    expect((await notesOf(t)).map(({ rank }) => rank)).toEqual([-1, 0]);
    expect(await add(3)).toEqual({ outcome: "added", used: 4 });

    expect(await t.query(ref.readWithin, { group: "g", limit: 7 })).toBe(7);
    await expect(t.query(ref.readWithin, { group: "g", limit: 6 })).rejects.toThrow(/documents/);
  });

  test("[QC3] [DB21] who calls is seen through a call with limits too", async () => {
    const t = openApp();
    for (const name of ["Ana", "Ben"])
      expect(await t.withIdentity({ name, subject: name }).query(ref.whoWithin, {})).toBe(name);
  });

  test("[AC1] an action reads and writes through functions", async () => {
    const t = openApp();
    for (const rank of [1, 2]) await t.mutation(ref.add, { group: "a", rank });
    expect(await t.action(ref.copy, { from: "a", to: "b" })).toBe(2);
    expect((await notesOf(t)).map(({ group }) => group)).toEqual(["a", "a", "b", "b"]);
  });

  test("[HT2] HTTP actions answer their routes", async () => {
    const t = openApp();
    const response = await t.fetch("/echo/x", { method: "POST", body: "hello" });
    expect([response.status, response.headers.get("x-answer"), await response.text()]).toEqual([
      201,
      "yes",
      "/echo/x hello true",
    ]);
    expect((await t.fetch("/elsewhere", { method: "POST" })).status).toBe(404);
  });
});

describe("the scheduler", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("[SC2] [SC5] scheduled work runs at its time, once, as nobody", async () => {
    const t = openApp();
    await t.withIdentity({ name: "Ana" }).mutation(ref.later, { delayMs: 1_000 });
    expect((await jobsOf(t)).map(({ state }) => state.kind)).toEqual(["pending"]);
    vi.advanceTimersByTime(999);
    await t.finishInProgressScheduledFunctions();
    expect(await notesOf(t)).toEqual([]);
    vi.advanceTimersByTime(2);
    await t.finishInProgressScheduledFunctions();
    await t.finishAllScheduledFunctions(vi.runAllTimers);
    expect((await notesOf(t)).map(({ group }) => group)).toEqual(["nobody"]);
    expect((await jobsOf(t)).map(({ state }) => state.kind)).toEqual(["success"]);
  });

  test("[SC4] what is cancelled does not run", async () => {
    const t = openApp();
    const job = await t.mutation(ref.later, { delayMs: 1_000 });
    await t.run(async (ctx) => await ctx.scheduler.cancel(job as never));
    await t.finishAllScheduledFunctions(vi.runAllTimers);
    expect(await notesOf(t)).toEqual([]);
    expect((await jobsOf(t)).map(({ state }) => state.kind)).toEqual(["canceled"]);
  });
});

test("files are kept, described and deleted", async () => {
  const t = openApp();
  const id = await t.run(async (ctx) => await ctx.storage.store(new Blob(["hello"], { type: "text/plain" })));
  const read = async () => await t.run(async (ctx) => (await ctx.storage.get(id))?.text() ?? null);
  expect(await read()).toBe("hello");
  const document = await t.run(async (ctx) => await ctx.db.system.get(id));
  expect(document).toMatchObject({ size: 5 });
  expect(await t.run(async (ctx) => await ctx.storage.getUrl(id))).toMatch(/^https:\/\/.*storage/);
  await t.run(async (ctx) => await ctx.storage.delete(id));
  expect(await read()).toBe(null);
  expect(await t.run(async (ctx) => await ctx.storage.getUrl(id))).toBe(null);
});

test("[VE2] [VE3] the nearest vectors come first, of those that pass the filter", async () => {
  const t = openApp();
  const [up, aside, down] = await t.run(async (ctx) => [
    await ctx.db.insert("arrows", { kind: "red", direction: [0, 2] }),
    await ctx.db.insert("arrows", { kind: "blue", direction: [4, 0] }),
    await ctx.db.insert("arrows", { kind: "red", direction: [0, -1] }),
  ]);
  const found = [
    { _id: up, _score: 1 },
    { _id: aside, _score: 0 },
  ];
  expect(await t.action(ref.aim, { kinds: [] })).toEqual(found);
  expect(await t.action(ref.aim, { kinds: ["red", "blue"] })).toEqual(found);
  expect(await t.action(ref.aim, { kinds: ["red"] })).toEqual([
    { _id: up, _score: 1 },
    { _id: down, _score: -1 },
  ]);
});

test("[SE2] [SE4] texts are found by a word, or by the beginning of the last one, among those of a kind", async () => {
  const t = openApp();
  await t.run(async (ctx) => {
    for (const body of ["Quick foxes", "lazy dogs"]) await ctx.db.insert("texts", { body, kind: "animals" });
    await ctx.db.insert("texts", { body: "quick sand", kind: "minerals" });
  });
  const find = async (words: string) => await t.query(ref.find, { words, kind: "animals" });
  expect(await find("quick")).toEqual(["Quick foxes"]);
  expect(await find("fox")).toEqual(["Quick foxes"]);
  expect(await find("lazy")).toEqual(["lazy dogs"]);
  expect(await find("sand")).toEqual([]);
});
