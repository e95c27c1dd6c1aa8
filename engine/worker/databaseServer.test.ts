import { mutationGeneric, queryGeneric } from "convex/server";
import { beforeAll, expect, test } from "vitest";
import { Code } from "../functions/code.ts";
import { installConvex } from "../functions/convexGlobal.ts";
import { databaseSyscalls } from "../functions/executor.ts";
import { Modules } from "../functions/modules.ts";
import { fixedWorld } from "../lib/world.ts";
import { Store } from "../storage/store.ts";
import { DatabaseServer } from "./databaseServer.ts";
import type { FromDatabase, ToDatabase } from "./messages.ts";

beforeAll(() => installConvex(databaseSyscalls));

const call = (path: string, args: object = {}, ip = "203.0.113.7") => ({
  path,
  args: JSON.stringify([args]),
  identity: null,
  mayCallInternal: false,
  request: { ip },
});

/** A server on which each query takes a millisecond; what arrives meanwhile is put into `arriving`. */
async function open() {
  const world = fixedWorld(1);
  const store = new Store(":memory:");
  const said: FromDatabase[] = [];
  const arriving: ToDatabase[] = [];
  let queries = 0;
  let onQuery: (count: number) => void = () => {};
  const app = {
    add: mutationGeneric(async ({ db }) => {
      await db.insert("notes", { text: "x" });
    }),
    list: queryGeneric(async ({ db }) => {
      world.advance(1);
      onQuery(++queries);
      return (await db.query("notes").order("desc").first())?._id ?? null;
    }),
  };
  const server = new DatabaseServer({
    store,
    world,
    post: (messages) => said.push(...messages),
    more: () => arriving.splice(0),
  });
  await server.start();
  server.executor.code = Code.of(Modules.of(new Map([["app.js", app]])));
  const idle = async () => await new Promise((resolve) => setImmediate(resolve));
  const watch = (from: number, count: number, ip?: string): ToDatabase[] =>
    Array.from({ length: count }, (_, i) => ({
      type: "subscribe",
      watcher: from + i,
      call: call("app:list", { n: from + i }, ip),
      journal: null,
      isAgain: false,
    }));
  const mutation = (id: number): ToDatabase => ({
    type: "mutation",
    id,
    call: call("app:add"),
    once: { session: "s", request: id },
  });
  const count = () => queries;
  return {
    server,
    said,
    arriving,
    idle,
    watch,
    mutation,
    count,

    onQuery: (take: typeof onQuery) => (onQuery = take),
  };
}

test("[QC11] a mutation that arrives among thousands of new queries is answered after a few milliseconds of them", async () => {
  const { server, said, arriving, idle, watch, mutation, onQuery, count } = await open();
  onQuery((n) => n === 20 && arriving.push(mutation(1)));
  let committedAfter = 0;
  const seen = said.push.bind(said);
  said.push = (...messages) => {
    if (messages.some(({ type }) => type === "committed")) committedAfter = count();
    return seen(...messages);
  };
  server.receive(watch(1, 2_000));
  await idle();
  expect(committedAfter).toBeGreaterThan(0);
  expect(committedAfter).toBeLessThan(40);
  const delivered = said.flatMap((message) => (message.type === "refreshed" ? message.deliveries : []));
  expect(new Set(delivered.flatMap(({ watchers }) => watchers)).size).toBe(2_000);
});

test("[QC10] mutations that go on arriving do not keep watchers from their news for longer than a second", async () => {
  const { server, said, arriving, idle, watch, mutation, onQuery, count } = await open();
  server.receive(watch(1, 400));
  await idle();
  said.length = 0;
  let id = 1;
  const before = count();
  onQuery((n) => n < before + 2_500 && arriving.push(mutation(id++)));
  server.receive([mutation(id++)]);
  await idle();
  const complete = said.filter((message) => message.type === "refreshed" && message.deliveries.length > 0);
  expect(complete.length).toBeGreaterThan(1);
  const last = complete.at(-1)!;
  expect(last.type === "refreshed" && last.deliveries.flatMap(({ watchers }) => watchers)).toHaveLength(400);
});
