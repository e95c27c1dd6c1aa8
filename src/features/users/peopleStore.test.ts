import { expect, test } from "vitest";
import { ANA } from "@/testing.client";
import type { Person } from "./person";
import { PeopleReader } from "./peopleReader";
import { PeopleStore, type Watcher } from "./peopleStore";

const named = (id: string, name: string): Person => ({ ...ANA, id: id as Person["id"], name });

/** A table of people and the windows that watch it: an answer comes when it is let through. */
class Server {
  readonly table = new Map<string, Person>();
  readonly watches = new Set<{ ids: readonly string[]; people?: Person[]; onChange: () => void }>();
  asked: number[] = [];

  readonly watcher: Watcher = (ids, onChange) => {
    const watch: { ids: readonly string[]; people?: Person[]; onChange: () => void } = { ids, onChange };
    this.watches.add(watch);
    this.asked.push(ids.length);
    return { get: () => watch.people, stop: () => this.watches.delete(watch) };
  };

  add(...ids: string[]): void {
    for (const id of ids) this.table.set(id, named(id, `Name of ${id}`));
  }

  /** Answers every watch, or one. */
  answer(only?: number): void {
    for (const [i, watch] of [...this.watches].entries()) {
      if (only !== undefined && i !== only) continue;
      watch.people = watch.ids.flatMap((id) => this.table.get(id) ?? []);
      watch.onChange();
    }
  }
}

const tick = async () => await Promise.resolve();
const idsOf = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `p${from + i}`);

test("what is asked for within one tick goes together, in lists of ten of which the last one grows", async () => {
  const server = new Server();
  const store = new PeopleStore(server.watcher);
  for (const id of idsOf(13)) store.read(id);
  await tick();
  expect(server.asked).toEqual([10, 3]);
  for (const id of idsOf(2, 12)) store.read(id);
  await tick();
  expect(server.asked).toEqual([10, 3, 4]);
  expect([...server.watches].map(({ ids }) => ids.length)).toEqual([10, 4]);
});

test("what is known stays while a list is exchanged for a longer one", async () => {
  const server = new Server();
  server.add("p0", "p1");
  const store = new PeopleStore(server.watcher);
  store.read("p0");
  await tick();
  server.answer();
  store.read("p1");
  await tick();
  expect([store.read("p0")?.name, store.read("p1")]).toEqual(["Name of p0", undefined]);
  server.answer();
  expect(store.read("p1")?.name).toBe("Name of p1");
});

test("a view is told of those whom it asked for, and of nobody else", async () => {
  const server = new Server();
  server.add("p0", "p1");
  const store = new PeopleStore(server.watcher);
  const [one, other] = [new PeopleReader(store), new PeopleReader(store)];
  const told = { one: 0, other: 0 };
  one.get().get("p0");
  other.get().get("p1");
  one.subscribe(() => (told.one += 1));
  other.subscribe(() => (told.other += 1));
  await tick();
  server.answer();
  expect(told).toEqual({ one: 1, other: 1 });
  const before = other.get();
  server.table.set("p0", named("p0", "New"));
  server.answer();
  expect(told).toEqual({ one: 2, other: 1 });
  expect([one.get().nameOf("p0"), other.get() === before]).toEqual(["New", true]);
});

test("who comes between the first look of a view and its subscription is seen", async () => {
  const server = new Server();
  server.add("p0");
  const store = new PeopleStore(server.watcher);
  const reader = new PeopleReader(store);
  expect(reader.get().nameOf("p0")).toBe("…");
  await tick();
  server.answer();
  const before = reader.get();
  reader.subscribe(() => undefined);
  expect(reader.get()).not.toBe(before);
  expect(reader.get().nameOf("p0")).toBe("Name of p0");
});

test("an id that nobody has is known to be nobody's", async () => {
  const server = new Server();
  const store = new PeopleStore(server.watcher);
  expect(store.read("gone")).toBeUndefined();
  await tick();
  server.answer();
  expect(store.read("gone")).toBeNull();
});

test("people who came by another way are known at once, until the server says more of them", async () => {
  const server = new Server();
  const store = new PeopleStore(server.watcher, [named("p0", "Given")]);
  store.give([named("p1", "Picked")]);
  expect([store.read("p0")?.name, store.read("p1")?.name]).toEqual(["Given", "Picked"]);
  server.add("p0");
  await tick();
  server.answer();
  store.give([named("p0", "Stale")]);
  expect([store.read("p0")?.name, store.read("p1")]).toEqual(["Name of p0", null]);
});

test("beyond a thousand the people who were read least recently are forgotten, and come again when asked for", async () => {
  const server = new Server();
  const ids = idsOf(1_200);
  server.add(...ids);
  const store = new PeopleStore(server.watcher);
  for (const id of ids.slice(0, 1_000)) store.read(id);
  await tick();
  server.answer();
  store.read("p0");
  for (const id of ids.slice(1_000)) store.read(id);
  await tick();
  server.answer();
  expect(server.watches.size).toBe(100);
  expect(store.read("p0")?.name).toBe("Name of p0");
  expect(store.read("p150")).toBeUndefined();
  await tick();
  server.answer();
  expect(store.read("p150")?.name).toBe("Name of p150");
});

test("a closed window watches nobody, and one that opens again everybody it knew", async () => {
  const server = new Server();
  server.add("p0");
  const store = new PeopleStore(server.watcher);
  store.read("p0");
  await tick();
  server.answer();
  store.close();
  expect(server.watches.size).toBe(0);
  server.table.set("p0", named("p0", "Meanwhile"));
  store.open();
  server.answer();
  expect(store.read("p0")?.name).toBe("Meanwhile");
});

/** Numbers that look random and are the same for the same seed. */
function randomFrom(seed: number) {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("however people are renamed, asked for and answered, the names shown are in the end those of the table", async () => {
  for (let seed = 0; seed < 60; seed += 1) {
    const random = randomFrom(seed);
    const server = new Server();
    const store = new PeopleStore(server.watcher);
    const readers = Array.from({ length: 4 }, () => new PeopleReader(store));
    for (const reader of readers) reader.subscribe(() => undefined);
    const asked = readers.map(() => new Set<string>());
    for (let step = 0; step < 120; step += 1) {
      const id = `p${random(260)}`;
      const act = random(6);
      if (act === 0) server.table.set(id, named(id, `Name ${step}`));
      else if (act === 1) server.answer(random(4));
      else if (act === 2 && random(10) === 0) store[random(2) === 0 ? "close" : "open"]();
      else if (act === 3) await tick();
      else {
        const i = random(readers.length);
        readers[i]!.get().get(id);
        asked[i]!.add(id);
      }
    }
    store.open();
    await tick();
    server.answer();
    for (const [i, reader] of readers.entries())
      for (const id of asked[i]!)
        expect([seed, id, reader.get().nameOf(id)]).toEqual([
          seed,
          id,
          server.table.get(id)?.name ?? "Someone",
        ]);
  }
});
