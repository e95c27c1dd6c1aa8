/** Published components, unchanged, in an app that uses each through its own library and real clients. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/config.ts";
import { SmallApp, succeeded } from "../support/smallApp.ts";
import { api } from "./packageApp/convex/_generated/api.js";

let app: SmallApp;

beforeAll(async () => {
  app = await SmallApp.start("package-app", join(root, "tests", "contract", "packageApp"));
  succeeded(await app.deploy({ codegen: true }));
});

afterAll(async () => await app.close());

test("[CO3] [CO4] rate-limiter: a limit is consumed, refused, told and thrown", async () => {
  const { post, postOrThrow, postOrTell, isAllowed, reset } = api.limits;
  const ana = { key: "ana" };
  expect(await app.http().mutation(post, ana)).toEqual({ ok: true, mustWait: false });
  expect(await app.http().query(isAllowed, ana)).toBe(true);
  expect(await app.http().mutation(postOrTell, ana)).toBe("posted");
  expect(await app.http().mutation(post, ana)).toEqual({ ok: false, mustWait: true });
  expect(await app.http().mutation(postOrTell, ana)).toBe("RateLimited");
  expect(await app.http().query(isAllowed, ana)).toBe(false);
  await expect(app.http().mutation(postOrThrow, ana)).rejects.toMatchObject({
    data: { kind: "RateLimited", name: "post" },
  });
  expect(await app.http().query(api.limits.posts, {})).toEqual([]);

  expect(await app.http().query(isAllowed, { key: "ben" })).toBe(true);
  await app.http().mutation(reset, ana);
  expect(await app.http().mutation(post, ana)).toEqual({ ok: true, mustWait: false });
});

test("[CO6] presence: who comes, leaves and falls silent is seen by who watches", async () => {
  const { heartbeat, online, disconnect } = api.rooms;
  const enter = async (user: string, intervalMs: number) =>
    await app.http().mutation(heartbeat, { room: "room", user, session: `${user}'s`, intervalMs });
  const { roomToken } = await enter("ana", 60_000);
  const seen = async (...users: string[]) =>
    await app.seen(online, { roomToken }, (found) => found.join() === users.join());

  const both = seen("ana", "ben");
  const { sessionToken } = await enter("ben", 60_000);
  expect(await both).toEqual(["ana", "ben"]);
  const left = seen("ana");
  await app.http().mutation(disconnect, { sessionToken });
  expect(await left).toEqual(["ana"]);

  const arrived = seen("ana", "zoe");
  await enter("zoe", 500);
  await arrived;
  expect(await seen("ana")).toEqual(["ana"]);
});

test("[CO3] aggregate: sums, counts and ranks are those of a plain count, after every change", async () => {
  const { add, change, remove, compare } = api.scores;
  const expectEqual = async () => {
    for (const from of [0, 40, 77]) {
      const { aggregate, plain } = await app.http().query(compare, { from });
      expect(aggregate).toEqual(plain);
    }
  };
  const scores = Array.from({ length: 60 }, (_, i) => (i * 37) % 101);
  await app.http().mutation(add, { scores });
  await expectEqual();
  await app.http().mutation(remove, { scores: scores.slice(0, 25) });
  await expectEqual();
  await app.http().mutation(change, { from: scores[30]!, to: 1_000 });
  await app.http().mutation(remove, { scores: scores.slice(25, 30) });
  await expectEqual();
  expect((await app.http().query(compare, { from: 0 })).plain.count).toBe(30);
});

test("[CO9] workpool: as many actions as allowed run at once, failing ones again, and each is told complete", async () => {
  const keys = Array.from({ length: 8 }, (_, i) => `work ${i}`);
  await app.http().mutation(api.pool.enqueue, { keys, fails: 0 });
  await app.http().mutation(api.pool.enqueue, { keys: ["flaky"], fails: 2 });
  await app.http().mutation(api.pool.enqueue, { keys: ["hopeless"], fails: 9 });
  const outcomes = [
    ...keys.map((key) => `${key}: ${key} is done`),
    "flaky: flaky is done",
    "hopeless: failed",
  ];

  const completed = await app.seen(api.events.keys, { kind: "completed" }, (all) => all.length === 10);
  expect(completed).toEqual(outcomes.toSorted());
  const parallel = (await app.http().query(api.events.keys, { kind: "parallel" })).map(Number);
  expect(Math.max(...parallel)).toBe(3);
  const tries = async (key: string) => await app.http().query(api.events.count, { kind: "began", key });
  expect([await tries("work 0"), await tries("flaky"), await tries("hopeless")]).toEqual([1, 3, 3]);
});

test("[CO9] action-retrier: an action is tried until it succeeds or has failed too often", async () => {
  const { run, status } = api.retrying;
  const finished = async (key: string, fails: number) => {
    const runId = (await app.http().mutation(run, { key, fails })) as never;
    return await app.seen(status, { runId }, ({ type }) => type === "completed");
  };
  expect(await finished("twice", 2)).toEqual({
    type: "completed",
    result: { type: "success", returnValue: "after 2" },
  });
  expect(await app.http().query(api.events.count, { kind: "tried", key: "twice" })).toBe(3);
  expect(await finished("always", 99)).toMatchObject({ result: { type: "failed" } });
  const told = await app.seen(api.events.keys, { kind: "retried" }, (all) => all.length === 2);
  expect(told).toEqual(["after 2", "failed"]);
});

test("[CO3] [CO9] migrations: all documents in batches, once each, from where a failure has stopped", async () => {
  const { fill, start, status, repair, times } = api.moves;
  await app.http().mutation(fill, { count: 45, bad: 23 });
  await app.http().mutation(start, {});
  const failed = await app.seen(status, {}, (found) => found?.state === "failed");
  expect(failed).toEqual({ state: "failed", processed: 20, isDone: false });

  await app.http().mutation(repair, {});
  await app.http().mutation(start, {});
  const done = await app.seen(status, {}, (found) => found?.state === "success");
  expect(done).toEqual({ state: "success", processed: 45, isDone: true });
  expect(await app.http().query(times, {})).toEqual(Array.from({ length: 45 }, () => 1));
});
