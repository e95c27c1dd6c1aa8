import { anyApi, mutationGeneric, queryGeneric } from "convex/server";
import { beforeAll, describe, expect, test } from "vitest";
import { fixedWorld } from "../lib/world.ts";
import { Cursors } from "../database/page.ts";
import { Transaction } from "../database/transaction.ts";
import { Store } from "../storage/store.ts";
import { Code } from "./code.ts";
import { installConvex } from "./convexGlobal.ts";
import { currentExecution } from "./execution.ts";
import { databaseSyscalls, Executor } from "./executor.ts";
import { LiveQueries, type Watcher } from "./liveQueries.ts";
import { Modules } from "./modules.ts";
import { QueryCache } from "./queryCache.ts";
import { openDatabase } from "../database/database.ts";

type Ctx = {
  auth: { getUserIdentity(): Promise<{ name?: string } | null> };
  db: { query(table: string): { collect(): Promise<object[]> } };
};
const of = (ctx: unknown) => ctx as Ctx;

const notes = {
  count: queryGeneric(async (ctx) => (await of(ctx).db.query("notes").collect()).length),
  whoAmI: queryGeneric(async (ctx) => (await of(ctx).auth.getUserIdentity())?.name ?? null),
  chance: queryGeneric(async (ctx) => {
    // As the realm does for Math.random.
    currentExecution()!.saw.chance = true;
    return (await of(ctx).db.query("notes").collect()).length;
  }),
  fails: queryGeneric(async (ctx) => {
    await of(ctx).db.query("notes").collect();
    throw new Error("always");
  }),
  mayPass: queryGeneric(async (ctx) => {
    const { name } = (await of(ctx).auth.getUserIdentity())!;
    const doors = (await of(ctx).db.query("doors").collect()) as { to: string }[];
    if (!doors.some(({ to }) => to === name)) throw new Error("closed");
  }),
  guarded: queryGeneric(async (ctx) => {
    await ctx.runQuery(anyApi.notes!.mayPass!, {});
    return (await of(ctx).db.query("notes").collect()).length;
  }),
  page: queryGeneric((_ctx, args: Record<string, never>) => Object.keys(args).length),
  write: mutationGeneric(async () => {}),
};

beforeAll(() => installConvex(databaseSyscalls));

function open(maxUnwatchedLength?: number) {
  const store = new Store(":memory:");
  const world = fixedWorld(1);
  const database = openDatabase(store, world);
  for (const table of ["notes", "doors"]) database.catalog.ensureTable(table);
  const executor = new Executor(database, new Cursors("secret"), true);
  executor.code = Code.of(Modules.of(new Map([["notes.js", notes]])));
  const cache = new QueryCache<string>(database, executor, maxUnwatchedLength);
  const ask = async (name: string, caller: string | null = null, args: object = {}) => {
    const identity = caller === null ? null : JSON.stringify({ name: caller });
    const request = {
      path: `notes:${name}`,
      args: JSON.stringify([args]),
      journal: null,
      identity,
      mayCallInternal: false,
    };
    return await cache.answer(request);
  };
  const change = (step: (tx: Transaction) => void) => {
    const tx = new Transaction(database, false);
    step(tx);
    return cache.invalidate(tx.writes);
  };
  const write = () => change((tx) => tx.insert("notes", { text: "x" }));
  return { cache, ask, change, write };
}

test("[QC1] [QC2] one result serves everybody until a write touches what it read", async () => {
  const { cache, ask, write } = open();
  const first = await ask("count", "Ana");
  expect((await ask("count", "Ben")).entry).toBe(first.entry);
  expect(cache.runs).toBe(1);
  cache.watch("a watcher", first);
  expect([...write()]).toEqual(["a watcher"]);
  expect((await ask("count")).entry.result).toMatchObject({ ok: true, json: "1" });
  expect(cache.runs).toBe(2);
});

test("[QC4] what looked at the caller is the caller's, what looked at chance is nobody's", async () => {
  const { cache, ask } = open();
  expect((await ask("whoAmI", "Ana")).entry.result).toMatchObject({ json: '"Ana"' });
  expect((await ask("whoAmI", "Ben")).entry.result).toMatchObject({ json: '"Ben"' });
  await ask("whoAmI", "Ana");
  expect(cache.runs).toBe(2);
  await ask("chance");
  await ask("chance");
  expect(cache.runs).toBe(4);
});

test("[QC4] what nobody else may have is kept for as long as it is watched", async () => {
  const { cache, ask, write } = open();
  await ask("chance");
  expect(cache.size).toBe(0);
  const answer = await ask("chance");
  cache.watch("a watcher", answer);
  expect(cache.size).toBe(1);
  expect([...write()]).toEqual(["a watcher"]);
  expect(cache.size).toBe(0);
  const next = await ask("chance");
  cache.watch("a watcher", next);
  cache.unwatch("a watcher", next);
  expect(cache.size).toBe(0);
});

test("[QC5] an error is a result, until a write touches what was read before it", async () => {
  const { cache, ask, write } = open();
  const { entry } = await ask("fails");
  expect(entry.result).toMatchObject({ ok: false, message: expect.stringContaining("always") as string });
  expect((await ask("fails")).entry).toBe(entry);
  write();
  await ask("fails");
  expect(cache.runs).toBe(2);
});

test("[QC6] the client's own counter of pages makes no other query", async () => {
  const { cache, ask } = open();
  for (const id of [1, 2, 3]) await ask("page", null, { paginationOpts: { numItems: 5, cursor: null, id } });
  expect(cache.runs).toBe(1);
  await ask("page", null, { paginationOpts: { numItems: 6, cursor: null, id: 1 } });
  expect(cache.runs).toBe(2);
});

test("[QC7] of too many results those go that nobody watches, oldest first", async () => {
  const { cache, ask } = open();
  const watched = await ask("page", null, { n: -1 });
  cache.watch("a watcher", watched);
  for (let n = 0; n < 4_100; n++) await ask("page", null, { n });
  expect(cache.size).toBeLessThanOrEqual(4_001);
  const { runs } = cache;
  expect((await ask("page", null, { n: -1 })).entry).toBe(watched.entry);
  await ask("page", null, { n: 4_099 });
  expect(cache.runs).toBe(runs);
  await ask("page", null, { n: 0 });
  expect(cache.runs).toBe(runs + 1);
});

test("[QC3] who was let through is asked again only when that may have changed, and then at once", async () => {
  const { cache, change, write } = open();
  const doors = new Map<string, string>();
  for (const to of ["Ana", "Ben", "Zoe"]) change((tx) => doors.set(to, tx.insert("doors", { to })));
  const live = new LiveQueries(cache as unknown as QueryCache<Watcher>);
  const call = { path: "notes:guarded", args: "[{}]", journal: null, mayCallInternal: false };
  for (const [watcher, name] of [...doors.keys()].entries())
    live.subscribe(watcher, { ...call, identity: JSON.stringify({ name }) });
  const refresh = async (touched: Set<string>) => {
    live.markDirty(touched as unknown as Set<Watcher>);
    const deliveries = (await live.refresh(() => {})) ?? [];
    return deliveries.map(({ watchers, result }) => [watchers, result.ok ? result.json : result.message]);
  };
  expect(await refresh(new Set())).toEqual([[[0, 1, 2], "0"]]);
  const { runs } = cache;
  expect(await refresh(write())).toEqual([[[0, 1, 2], "1"]]);
  expect(cache.runs).toBe(runs + 1);
  const touched = change((tx) => {
    tx.remove(doors.get("Ben")!);
    tx.insert("notes", { text: "not for Ben" });
  });
  expect(await refresh(touched)).toEqual([
    [[0, 2], "2"],
    [[1], expect.stringContaining("closed")],
  ]);
});

test("[QC9] equal results of many watchers are one delivery", async () => {
  const { cache, write } = open();
  const live = new LiveQueries(cache as unknown as QueryCache<Watcher>);
  const request = {
    path: "notes:count",
    args: "[{}]",
    journal: null,
    identity: null,
    mayCallInternal: false,
  };
  for (const watcher of [1, 2, 3]) live.subscribe(watcher, request);
  expect((await live.refresh(() => {}))?.map(({ watchers }) => watchers)).toEqual([[1, 2, 3]]);
  live.markDirty(write() as unknown as Set<Watcher>);
  expect((await live.refresh(() => {}))?.map(({ watchers }) => watchers)).toEqual([[1, 2, 3]]);
  expect(cache.runs).toBe(2);
});

describe("watchers of many clients", () => {
  const request = (n: number) => ({
    path: "notes:count",
    args: JSON.stringify([{ n }]),
    journal: null,
    identity: null,
    mayCallInternal: false,
  });
  /** Lets so many queries run, then asks for a break. */
  const atMost = (queries: number) => () => queries-- > 0;
  const open1 = (maxLength?: number) => {
    const opened = open();
    const live = new LiveQueries(opened.cache as unknown as QueryCache<Watcher>, maxLength);
    return { ...opened, live };
  };

  test("[QC11] newcomers of one caller's crowd and of others take turns, in as many steps as there is time for", async () => {
    const { live } = open1();
    for (let n = 0; n < 100; n++) live.subscribe(n, request(n), "crowd");
    live.subscribe(200, request(200), "one");
    const first = await live.refresh(() => {}, atMost(4));
    expect(first?.flatMap(({ watchers }) => watchers).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 200]);
    expect(live.isDirty).toBe(true);
    const rest = await live.refresh(() => {});
    expect(rest?.flatMap(({ watchers }) => watchers)).toHaveLength(97);
    expect(live.isDirty).toBe(false);
  });

  test("[QC10] a refresh that is broken off delivers nothing until all that had a result are up to date", async () => {
    const { live, write } = open1();
    for (let n = 0; n < 10; n++) live.subscribe(n, request(n));
    await live.refresh(() => {});
    live.markDirty(write() as unknown as Set<Watcher>);
    expect(await live.refresh(() => {}, atMost(5))).toBeNull();
    live.markDirty(write() as unknown as Set<Watcher>);
    const deliveries = await live.refresh(() => {});
    const last = new Map(
      deliveries?.flatMap(({ watchers, result }) => watchers.map((watcher) => [watcher, result] as const)),
    );
    expect(last.size).toBe(10);
    for (const result of last.values()) expect(result).toMatchObject({ ok: true, json: "2" });
  });

  test("[QC12] beyond what the thread can hold, new queries are refused and the others go on", async () => {
    const { live, write } = open1(1_000);
    for (let n = 0; n < 100; n++) live.subscribe(n, request(n));
    const deliveries = (await live.refresh(() => {}))!;
    const refused = deliveries.filter(({ result }) => !result.ok);
    expect(refused).toMatchObject([{ result: { message: expect.stringContaining("TooMuchWatched") } }]);
    const held = deliveries.filter(({ result }) => result.ok).flatMap(({ watchers }) => watchers);
    expect(held.length).toBeGreaterThan(5);
    live.markDirty(write() as unknown as Set<Watcher>);
    expect((await live.refresh(() => {}))?.flatMap(({ watchers }) => watchers)).toEqual(held);
  });

  test("[QC7] results that nobody watches are bounded by what they hold, not by their number alone", async () => {
    const { ask, cache } = open(10_000);
    const long = "x".repeat(1_000);
    for (let n = 0; n < 50; n++) await ask("count", null, { long, n });
    expect(cache.size).toBeLessThan(10);
    expect(cache.length).toBeLessThan(12_000);
  });
});
