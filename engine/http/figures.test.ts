import { tmpdir } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { FunctionLog } from "../deployment/functionLog.ts";
import { silentLog } from "../lib/log.ts";
import { fixedWorld } from "../lib/world.ts";
import { Figures } from "./figures.ts";

const HOUR_MS = 3_600_000;

/** The figures of a database of which the test says how large it is, and whether it answers. */
async function open() {
  const world = fixedWorld(1);
  const store = { storeBytes: 100, notes: 5, isAway: false };
  const asked: string[] = [];
  const operation = async (name: string) => {
    await Promise.resolve();
    asked.push(name);
    if (store.isAway) throw new Error("away");
    if (name === "metrics") return { storeBytes: store.storeBytes };
    return [
      { component: "", name: "notes", count: store.notes },
      { component: "counter", name: "notes", count: 1 },
    ];
  };
  const functionLog = new FunctionLog(silentLog);
  const deployment = {
    database: { operation, restarts: 0 },
    functionRuns: async () => await Promise.resolve([]),
    functionLog,
  };
  const figures = new Figures({
    deployment: deployment as never,
    hub: { sessionCount: 1, watcherCount: 2 },
    backups: null,
    dataDir: tmpdir(),
    world,
    version: "1.2.3",
  });
  onTestFinished(() => figures.close());
  // The one of the start.
  await figures.read();
  const hour = async () => {
    world.advance(HOUR_MS);
    await figures.keepSize();
  };
  return { figures, functionLog, store, world, hour, asked };
}

test("[HT12] the size of the store is kept at the start and once an hour, and the one of now stands last", async () => {
  const { figures, store, world, hour } = await open();
  const startedAt = world.now();
  store.storeBytes = 200;
  await hour();
  store.storeBytes = 300;
  const { sizes, version, backup } = await figures.read();
  expect(sizes).toEqual([
    { at: startedAt, bytes: 100 },
    { at: startedAt + HOUR_MS, bytes: 200 },
    { at: startedAt + HOUR_MS, bytes: 300 },
  ]);
  expect([version, backup]).toEqual(["1.2.3", null]);
});

test("[HT12] sizes of a week are kept, the oldest goes first; a database that does not answer leaves a gap", async () => {
  const { figures, store, world, hour } = await open();
  store.isAway = true;
  await hour();
  store.isAway = false;
  expect((await figures.read()).sizes).toHaveLength(1 + 1);
  for (let i = 0; i < 7 * 24; i++) await hour();
  const { sizes } = await figures.read();
  expect(sizes).toHaveLength(7 * 24 + 1);
  expect(world.now() - sizes[0]!.at).toBe((7 * 24 - 1) * HOUR_MS);
});

test("[HT12] tables are compared with a day ago, at first with when somebody looked first", async () => {
  const { figures, store, world, hour } = await open();
  const startedAt = world.now();
  store.notes = 9;
  const first = await figures.read();
  expect(first.comparedAt).toBe(startedAt);
  expect(first.tables).toEqual([
    { component: "", name: "notes", count: 9, before: 5 },
    { component: "counter", name: "notes", count: 1, before: 1 },
  ]);
  for (let i = 0; i < 30; i++) {
    store.notes++;
    await hour();
    await figures.read();
  }
  const later = await figures.read();
  expect(world.now() - later.comparedAt).toBe(23 * HOUR_MS);
  expect(later.tables[0]).toMatchObject({ count: 39, before: 16 });
});

test("[HT12] no table is counted while nobody looks", async () => {
  const { hour, asked } = await open();
  asked.length = 0;
  for (let i = 0; i < 3; i++) await hour();
  expect(asked).toEqual(["metrics", "metrics", "metrics"]);
});

test("[HT14] a reader is answered what came after their cursor, and all of it after a restart", async () => {
  const { figures, functionLog } = await open();
  const log = (text: string) =>
    functionLog.add([
      { path: "a:b", kind: "query", error: null, logLines: [text], startMs: 0, durationMs: 0, requestId: "" },
    ]);
  log("[LOG] one");
  log("[LOG] two");
  const textsAfter = (cursor: number) => figures.logs(cursor).lines.map(({ text }) => text);
  expect(textsAfter(0)).toEqual(["one", "two"]);
  expect(textsAfter(1)).toEqual(["two"]);
  expect(textsAfter(figures.logs(0).cursor)).toEqual([]);
  for (const cursor of [9_000, -1, Number.NaN]) expect(textsAfter(cursor)).toEqual(["one", "two"]);
});
