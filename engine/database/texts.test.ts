import { expect, test } from "vitest";
import { fixedWorld, seededRandom } from "../lib/world.ts";
import { Store } from "../storage/store.ts";
import type { Json } from "../values/json.ts";
import { termsOf } from "../values/terms.ts";
import { RangeIndex } from "./readSet.ts";
import { openQuery } from "./searchStream.ts";
import { Transaction } from "./transaction.ts";
import type { Document } from "./table.ts";
import { openDatabase } from "./database.ts";

const WORDS = ["a", "ab", "abc", "abcd", "abcd0", "abcdz", "abcdé", "b", "ba", "bab", "é", "éa", "c1"];
const ROOMS = ["red", "blue", null];

function open() {
  const store = new Store(":memory:");
  const world = fixedWorld(1);
  const database = openDatabase(store, world);
  const definition = { indexDescriptor: "by_body", searchField: "body", filterFields: ["room"] };
  database.catalog.addSearchIndex(database.catalog.ensureTable("posts"), definition);
  return database;
}

type Database = ReturnType<typeof open>;
type Search = { text: string; room: Json };
class Undone extends Error {}

/** The answer of a search, and whom to tell when it changes. */
function search(database: Database, { text, room }: Search) {
  const tx = new Transaction(database);
  const filters = [
    { type: "Search" as const, fieldPath: "body", value: text },
    ...(room === null ? [] : [{ type: "Eq" as const, fieldPath: "room", value: room }]),
  ];
  const stream = openQuery(tx, {
    source: { type: "Search", indexName: "posts.by_body", filters },
    operators: [],
  });
  const found: string[] = [];
  for (let json = stream.next(); json !== null; json = stream.next()) found.push(json);
  return { found, reads: tx.reads };
}

/** What a search must find, found by looking at every document. */
function expected(documents: Map<string, Document>, { text, room }: Search): string[] {
  const terms = termsOf(text);
  return [...documents.values()]
    .filter((document) => {
      const words = termsOf(typeof document.body === "string" ? document.body : "");
      const isMatch = terms.some((term, i) =>
        words.some((word) => word === term || (i === terms.length - 1 && word.startsWith(term))),
      );
      return isMatch && (room === null || document.room === room);
    })
    .map(({ _id }) => _id)
    .toSorted();
}

test.each(Array.from({ length: 30 }, (_, seed) => seed))(
  "[SE3] [SE5] [SE6] searches find what is there, and their readers are told of what changes, seed %i",
  async (seed) => {
    const random = seededRandom(seed);
    const pick = <T>(from: T[]): T => from[Math.floor(random() * from.length)]!;
    const text = () => Array.from({ length: Math.floor(random() * 4) }, () => pick(WORDS)).join(" ");
    const database = open();
    const { store } = database;
    let documents = new Map<string, Document>();

    const change = (tx: Transaction) => {
      const ids = [...documents.keys()];
      const fields = { body: random() < 0.1 ? 5 : text(), room: pick(ROOMS), other: random() };
      const id = random() < 0.4 || ids.length === 0 ? tx.insert("posts", fields) : pick(ids);
      if (ids.includes(id) && random() < 0.3) {
        tx.remove(id);
        documents.delete(id);
        return;
      }
      if (ids.includes(id)) tx.patch(id, random() < 0.5 ? fields : { other: random() });
      documents.set(id, JSON.parse(store.readDocument(id)!.json) as Document);
    };
    const look = () => {
      const wanted = { text: text(), room: pick(ROOMS) };
      const ids = search(database, wanted).found.map((json) => (JSON.parse(json) as Document)._id);
      expect(ids.toSorted()).toEqual(expected(documents, wanted));
    };
    const nest = async (tx: Transaction, depth: number): Promise<void> => {
      const before = new Map(documents);
      const steps = tx.nested(async () => {
        for (let step = 0; step < 4; step++) {
          if (depth < 3 && random() < 0.4) await nest(tx, depth + 1);
          else change(tx);
          if (random() < 0.4) look();
        }
        if (random() < 0.4) throw new Undone();
      });
      await steps.catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
        documents = before;
      });
    };

    for (let commit = 0; commit < 15; commit++) {
      const searches = Array.from({ length: 6 }, () => ({ text: text(), room: pick(ROOMS) }));
      const readers = new RangeIndex<Search>();
      const answers = new Map(searches.map((wanted) => [wanted, search(database, wanted)]));
      for (const [wanted, { reads }] of answers) readers.add(wanted, reads.ranges());
      const tx = new Transaction(database, false);
      const before = new Map(documents);
      store.begin();
      await nest(tx, 0);
      if (random() < 0.8) store.commit();
      else {
        store.rollback();
        tx.writes.length = 0;
        documents = before;
      }
      const touched = readers.touchedBy(tx.writes);
      for (const [wanted, { found }] of answers)
        if (!touched.has(wanted)) expect(search(database, wanted).found).toEqual(found);
      look();
    }
    store.close();
  },
);

test("[SE2] the last term stands for all that begin with it, few or many", () => {
  const database = open();
  const tx = new Transaction(database, false);
  database.store.begin();
  for (let n = 0; n < 40; n++) tx.insert("posts", { body: `other begun${n}` });
  database.store.commit();
  const countOf = (text: string) => search(database, { text, room: null }).found.length;
  expect(["begun", "begun1", "begun11", "begun111"].map(countOf)).toEqual([40, 11, 1, 0]);
  database.store.close();
});

test("[SE3] what has all the terms comes before what has some, and who asks for few of many gets them of the newest", () => {
  const database = open();
  const insert = (body: string) => {
    database.store.begin();
    const id = new Transaction(database).insert("posts", { body });
    database.clock.advance();
    database.store.commit();
    return id;
  };
  const whole = [insert("a b and a very long text about all sorts of other things"), insert("b a")];
  for (let i = 0; i < 300; i++) insert("a a a");
  const rare = insert("b");
  const ids = ({ found }: { found: string[] }) => found.map((json) => (JSON.parse(json) as Document)._id);
  const all = ids(search(database, { text: "a b", room: null }));
  expect(all.slice(0, 2)).toEqual(whole.toReversed());
  expect(all[2]).toBe(rare);
  const long = insert("a b once more, in a text that is longer than any other of them by far, and newer");
  expect(
    ids(search(database, { text: "b a", room: null }))
      .slice(0, 3)
      .toSorted(),
  ).toEqual([...whole, long].toSorted());
});
