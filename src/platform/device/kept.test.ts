import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { OptimisticLocalStore } from "convex/browser";
import { getFunctionName } from "convex/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Found from "./found";
import { keyOf, type Args, type Entry } from "./entry";
import { isKept, Kept, type KeptStore } from "./kept";
import { tooOld } from "./keptStore";

type Rows = { ownerId: string | undefined; rows: Map<string, Entry> };

let stored: Rows;

const store: KeptStore = {
  ...Found,
  read: async () => [...stored.rows.values()],
  write: async ({ put, drop, ownerId }) => {
    if (stored.ownerId !== ownerId) stored.rows.clear();
    stored.ownerId = ownerId;
    for (const entry of put) stored.rows.set(entry.key, entry);
    for (const key of drop) stored.rows.delete(key);
  },
  clear: async () => stored.rows.clear(),
};

beforeEach(() => {
  vi.useFakeTimers();
  stored = { ownerId: undefined, rows: new Map() };
});
afterEach(() => void vi.useRealTimers());

const ME = { _id: "ana", name: "Ana" };
const PLAN = "plan" as Id<"channels">;
const message = (id: string, commitTs: bigint, text = id) => ({ _id: id, commitTs, text });
const pageOf = (...page: object[]) => ({ page, isDone: false, continueCursor: "x" });

/** A browser in which this was read before, and which begins without a server. */
async function makeKept(read: Record<string, [Args, unknown][]>) {
  const before = new Kept(async () => store);
  before.note("users:me", {}, () => ME);
  for (const [name, answers] of Object.entries(read))
    for (const [args, value] of answers) before.note(name, args, () => value);
  await before.write();
  const kept = new Kept(async () => store);
  await kept.open();
  return kept;
}

/** What the server has answered since. */
function answered(answers: [string, Args, unknown][] = []) {
  const known = new Map(answers.map(([name, args, value]) => [keyOf(name, args), { name, args, value }]));
  const set = vi.fn<(...args: unknown[]) => void>();
  return {
    set,
    store: {
      getQuery: (query: never, args: Args = {}) => known.get(keyOf(getFunctionName(query), args))?.value,
      getAllQueries: (query: never) =>
        [...known.values()].filter(({ name }) => name === getFunctionName(query)),
      setQuery: set,
    } as unknown as OptimisticLocalStore,
  };
}

test("what was read is there at a start without a server, and goes once the server is there", async () => {
  const kept = await makeKept({ "channels:list": [[{}, [{ name: "plan" }]]] });
  expect(kept.isOpen()).toBe(true);
  expect(kept.find("channels:list", {})).toEqual([{ name: "plan" }]);
  expect(kept.find("channels:get", { channelId: PLAN })).toBeUndefined();
  kept.close();
  expect(kept.isOpen()).toBe(false);
  expect(kept.find("channels:list", {})).toBeUndefined();
});

test("nothing is shown where nobody is known to have read it", async () => {
  stored.rows.set("x", { key: "x", name: "channels:list", args: {}, value: [] });
  const kept = new Kept(async () => store);
  await kept.open();
  expect(kept.isOpen()).toBe(false);
});

test("a browser that keeps nothing shows nothing", async () => {
  const kept = new Kept(async () => await Promise.reject(new Error("refused")));
  kept.note("users:me", {}, () => ME);
  await kept.write();
  await kept.open();
  expect(kept.isOpen()).toBe(false);
});

test("a server that comes back while it is read wins", async () => {
  await makeKept({});
  const kept = new Kept(async () => store);
  const opening = kept.open();
  kept.close();
  await opening;
  expect(kept.isOpen()).toBe(false);
});

test("a page is the same one however far it has grown, and whichever window asked", () => {
  const asked = (paginationOpts: Args) => keyOf("tasks:column", { status: "todo", paginationOpts });
  expect(asked({ numItems: 20, cursor: null, id: 1 })).toBe(
    asked({ cursor: null, numItems: 40, endCursor: "e", id: 2 }),
  );
  expect(asked({ numItems: 20, cursor: "a" })).not.toBe(asked({ numItems: 20, cursor: null }));
  expect(keyOf("x:y", { a: 1, b: 2n })).toBe(keyOf("x:y", { b: 2n, a: 1 }));
});

test("the messages of a channel are found by whatever part of it is asked for", async () => {
  const paginationOpts = { numItems: 50, cursor: null };
  const ask = (more: Args) => ({ channelId: PLAN, paginationOpts, ...more });
  const kept = await makeKept({
    "messages:paginated": [
      [ask({ after: 5n }), pageOf(message("c", 7n), message("b", 6n))],
      [ask({ upTo: 5n }), pageOf(message("a", 5n))],
      [{ channelId: "other", paginationOpts }, pageOf(message("z", 6n))],
    ],
  });
  const ids = (more: Args) => {
    const found = kept.find("messages:paginated", ask(more)) as ReturnType<typeof pageOf> | undefined;
    return found?.page.map((one) => (one as { _id: string })._id);
  };
  expect(ids({ after: 0n })).toEqual(["c", "b", "a"]);
  expect(ids({ after: 5n, upTo: 6n })).toEqual(["b"]);
  expect(ids({ after: 4n, order: "asc" })).toEqual(["a", "b", "c"]);
  expect(kept.find("messages:paginated", { channelId: "new", paginationOpts })).toBeUndefined();
  // Views compare what they are given.
  expect(kept.find("messages:paginated", ask({}))).toBe(kept.find("messages:paginated", ask({})));
});

test("names are found whoever else they were asked for with", async () => {
  const [ana, ben] = [{ _id: "ana" }, { _id: "ben" }];
  const kept = await makeKept({
    "users:names": [
      [{ ids: ["ana"] }, [ana]],
      [{ ids: ["ben"] }, [ben]],
    ],
  });
  expect(kept.find("users:names", { ids: ["ben", "ana", "zoe"] })).toEqual([ben, ana]);
  expect(kept.find("users:names", { ids: ["zoe"] })).toBeUndefined();
});

test("changes show on what is kept, one after the other, and each tells the screen", async () => {
  const paginationOpts = { numItems: 50, cursor: null };
  const asked = { channelId: PLAN, after: 1n, paginationOpts };
  const kept = await makeKept({ "messages:paginated": [[asked, pageOf(message("a", 2n, "before"))]] });
  const { store: server, set } = answered();
  const shown = vi.fn<() => void>();
  kept.subscribe(shown);
  for (const more of [" and", " after"]) {
    const over = kept.over(server);
    for (const { args, value } of over.getAllQueries(api.messages.paginated))
      over.setQuery(api.messages.paginated, args, {
        ...value!,
        page: value!.page.map((one) => ({ ...one, text: one.text + more })),
      });
  }
  await Promise.resolve();
  expect(kept.find("messages:paginated", asked)).toMatchObject({ page: [{ text: "before and after" }] });
  expect(kept.over(server).getQuery(api.users.me, {})).toEqual(ME);
  expect(set).not.toHaveBeenCalled();
  expect(shown).toHaveBeenCalledTimes(2);
});

test("what the server has answered by now is what is changed", async () => {
  const kept = await makeKept({ "channels:list": [[{}, ["old"]]] });
  const { store: server, set } = answered([["channels:list", {}, ["new"]]]);
  const over = kept.over(server);
  expect(over.getQuery(api.channels.list, {})).toEqual(["new"]);
  expect(over.getAllQueries(api.channels.list).map(({ value }) => value)).toEqual([["new"]]);
  over.setQuery(api.channels.list, {}, []);
  expect(set).toHaveBeenCalledTimes(1);
});

test("what the server refuses now, or has no more, is forgotten", async () => {
  const asked = { channelId: PLAN };
  await makeKept({ "channels:get": [[asked, { name: "plan" }]], "drafts:mine": [[{}, { text: "x" }]] });
  const kept = new Kept(async () => store);
  kept.note("users:me", {}, () => ME);
  kept.note("channels:get", asked, () => {
    throw new Error("NOT_FOUND");
  });
  kept.note("drafts:mine", {}, () => null);
  await kept.write();
  expect([...stored.rows.values()].map(({ name }) => name)).toEqual(["users:me"]);
});

test("another person finds nothing of the one before, and nobody anything after a sign-out", async () => {
  await makeKept({ "channels:list": [[{}, []]] });
  const bens = new Kept(async () => store);
  bens.note("users:me", {}, () => ({ _id: "ben" }));
  await bens.write();
  expect(stored.rows.size).toBe(1);
  bens.note("channels:list", {}, () => []);
  await bens.forget();
  vi.runAllTimers();
  expect(stored.rows.size).toBe(0);
});

test("of too much the oldest goes", () => {
  const of = { a: { size: 5, at: 1 }, b: { size: 5, at: 3 }, c: { size: 5, at: 2 } };
  expect(tooOld({ ownerId: "ana", of }, 10)).toEqual(["a"]);
  expect(tooOld({ ownerId: "ana", of }, 15)).toEqual([]);
});

test.each([
  ["users:me", true],
  ["messages:paginated", true],
  ["tasks:column", true],
  ["chat/sidebar:get", true],
  ["files:pass", false],
  ["inbox/push:list", false],
  ["operator/documents:list", false],
  ["emails:list", false],
  ["search:all", false],
  ["messages:search", false],
  ["users:find", false],
])("%s is kept: %s", (name, expected) => {
  expect(isKept(name)).toBe(expected);
});

test("what small parts of the screen show is found again at once, until it is refused or somebody else is here", () => {
  const kept = new Kept(async () => store);
  const chip = () => kept.find("board/chips:get", { number: 1 });
  const note = (value: unknown) => kept.note("board/chips:get", { number: 1 }, () => value);
  kept.note("users:me", {}, () => ME);
  note("Paint");
  expect(chip()).toBe("Paint");
  note(null);
  expect(chip()).toBeUndefined();
  note("Paint");
  kept.note("users:me", {}, () => ({ _id: "ben" }));
  expect(chip()).toBeUndefined();
  // A list of messages waits for the server.
  kept.note("messages:newest", {}, () => pageOf());
  expect(kept.find("messages:newest", {})).toBeUndefined();
});
