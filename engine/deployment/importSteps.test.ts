/** Imports in steps, on the database server in this thread, with whatever happens between two steps. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineSchema, defineTable, mutationGeneric, queryGeneric } from "convex/server";
import { v } from "convex/values";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { Catalog } from "../database/catalog.ts";
import { openDatabase } from "../database/database.ts";
import type { Schema } from "../database/schema.ts";
import { searchVectors } from "../database/vectors.ts";
import { applyPush, schemaPush } from "../deploy/push.ts";
import { Code } from "../functions/code.ts";
import { installConvex } from "../functions/convexGlobal.ts";
import { databaseSyscalls } from "../functions/executor.ts";
import { Modules } from "../functions/modules.ts";
import { silentLog } from "../lib/log.ts";
import { systemWorld } from "../lib/world.ts";
import { backupFolder } from "../snapshot/backup.ts";
import { tableEntries } from "../snapshot/exportArchive.ts";
import { restoreBackup } from "../snapshot/restore.ts";
import { checkSound } from "../snapshot/soundness.ts";
import type { ImportMode, ImportPlan } from "../snapshot/unpack.ts";
import { Store } from "../storage/store.ts";
import { encodeId, tableNumberOf } from "../values/ids.ts";
import type { Json, JsonObject } from "../values/json.ts";
import { DatabaseServer } from "../worker/databaseServer.ts";
import type { CallResult, FromDatabase, ToDatabase } from "../worker/messages.ts";
import type { AskOperation, OperationName } from "../worker/operations/map.ts";
import { ImportSteps } from "./importSteps.ts";

beforeAll(() => installConvex(databaseSyscalls));

const schema = JSON.parse(
  (
    defineSchema({
      authors: defineTable({ name: v.string() }),
      notes: defineTable({
        text: v.string(),
        author: v.optional(v.id("authors")),
        place: v.optional(v.array(v.float64())),
      })
        .index("by_text", ["text"])
        .searchIndex("search", { searchField: "text" })
        .vectorIndex("near", { vectorField: "place", dimensions: 2 }),
      remarks: defineTable({ text: v.string(), author: v.optional(v.id("authors")) }),
    }) as unknown as { export(): string }
  ).export(),
) as Schema;

type Row = JsonObject & { _id?: string };
const anyDb = { args: {} };
const app = {
  add: mutationGeneric({
    args: { table: v.string(), value: v.any() },
    handler: async ({ db }, { table, value }) => await db.insert(table, value),
  }),
  patch: mutationGeneric({
    args: { id: v.string(), value: v.any() },
    handler: async ({ db }, { id, value }) => await db.patch(id as never, value),
  }),
  remove: mutationGeneric({
    args: { id: v.string() },
    handler: async ({ db }, { id }) => await db.delete(id as never),
  }),
  get: queryGeneric({
    args: { id: v.string() },
    handler: async ({ db }, { id }) => await db.get(id as never),
  }),
  all: queryGeneric({
    args: { table: v.string() },
    handler: async ({ db }, { table }) => await db.query(table).collect(),
  }),
  notes: queryGeneric({
    ...anyDb,
    handler: async ({ db }) => ({
      byText: await db.query("notes").withIndex("by_text").collect(),
      byId: await db.query("notes").withIndex("by_id").collect(),
      found: await db
        .query("notes")
        .withSearchIndex("search", (q) => q.search("text", "note"))
        .collect(),
    }),
  }),
};

/** A database server on a file, asked as the front asks it. */
class Running {
  readonly dataDir = mkdtempSync(join(tmpdir(), "import-steps-"));
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #store!: Store;
  #server!: DatabaseServer;
  #nextId = 1;

  static async start(): Promise<Running> {
    const running = new Running();
    onTestFinished(() => running.#end());
    running.#store = new Store(running.path);
    const database = openDatabase(running.#store, systemWorld);
    running.#store.begin();
    applyPush(database, schemaPush(schema));
    running.#store.commit();
    await running.#serve();
    return running;
  }

  get path(): string {
    return join(this.dataDir, "store.sqlite");
  }

  /** As another process finds the file, without a word from this one. */
  async restart(): Promise<void> {
    this.#store.close();
    this.#store = new Store(this.path);
    await this.#serve();
  }

  async #serve(): Promise<void> {
    this.#server = new DatabaseServer({
      store: this.#store,
      world: systemWorld,
      post: (messages) => {
        for (const message of messages) this.#receive(message);
      },
    });
    await this.#server.start();
    this.#server.executor.code = Code.of(Modules.of(new Map([["app.js", app]])));
  }

  #end(): void {
    this.#store.close();
    rmSync(this.dataDir, { recursive: true });
  }

  operation: AskOperation = async (name, ...[payload]) =>
    await this.#ask(
      (id) => ({ type: "operation", id, once: { session: "s", request: id }, name, payload }) as ToDatabase,
    );

  async mutation(name: string, args: object): Promise<string> {
    const once = (id: number) => ({ session: "s", request: id });
    return valueOf(
      await this.#ask((id) => ({ type: "mutation", id, call: callOf(name, args), once: once(id) })),
    ) as string;
  }

  async query(name: string, args: object = {}): Promise<Json> {
    return valueOf(await this.#ask((id) => ({ type: "query", id, call: callOf(name, args) })));
  }

  async #ask<T>(request: (id: number) => ToDatabase): Promise<T> {
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#server.receive([request(id)]);
    return (await waiting.promise) as T;
  }

  #receive(message: FromDatabase): void {
    if (message.type === "committed")
      for (const { id, result } of message.mutations) this.#waiting.get(id)!.resolve(result);
    if (message.type === "answered") this.#waiting.get(message.id)!.resolve(message.result);
    if (message.type !== "operated") return;
    if (message.ok) this.#waiting.get(message.id)!.resolve(message.value);
    else this.#waiting.get(message.id)!.reject(new Error(message.message));
  }

  /** Runs an import, one row a step, and removes what it leaves over. Answers its steps. */
  async import(
    plan: ImportPlan,
    before: (name: OperationName) => unknown = () => {},
  ): Promise<OperationName[]> {
    const asked: OperationName[] = [];
    const operation = (async (name: OperationName, ...payload: [never]) => {
      asked.push(name);
      await before(name);
      return await (this.operation as (name: OperationName, ...payload: [never]) => Promise<unknown>)(
        name,
        ...payload,
      );
    }) as AskOperation;
    const database = { operation, lastCallMs: -Infinity };
    const steps = new ImportSteps({
      database,
      orphans: { remove: async () => {}, removeUnnamed: async () => {} },
      copier: { during: async (step: () => Promise<unknown>) => await step() } as never,
      log: silentLog,
      stepMs: 0,
    });
    try {
      await steps.run("i", plan);
    } finally {
      await steps.settled();
    }
    return asked;
  }

  plan(mode: ImportMode, tables: Record<string, Row[]>): ImportPlan {
    const planned = Object.entries(tables).map(([name, rows]) => {
      const path = join(this.dataDir, `rows-${name}`);
      writeFileSync(path, rows.map((row, i) => `${i + 1} ${JSON.stringify(row)}\n`).join(""));
      const number = rows.map(({ _id }) => tableNumberOf(_id ?? "")).find((found) => found !== null) ?? null;
      return { component: "", name, number, path, rows: rows.length };
    });
    return { mode, tables: planned, files: [] };
  }

  /** Everything by which somebody could see a document or a table. */
  async seen() {
    const reading = new Store(this.path, { readOnly: true });
    reading.beginReading();
    const vector = { indexName: "notes.near", vector: [1, 0], expressions: null, limit: 256 };
    const exported = tableEntries(reading, true).map(([path, lines]) => [path, [...lines()]] as const);
    const near = searchVectors(reading, new Catalog(reading), "", vector);
    checkSound(reading);
    reading.close();
    return {
      exported: Object.fromEntries(exported),
      near,
      notes: await this.query("app:notes"),
      tables: await this.query("_system/cli/tables"),
      size: await this.query("_system/cli/tableSize", { tableName: "notes" }),
      counts: (await this.operation("tables.counts")).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    };
  }

  /** How much of each kind the file holds, seen or not. */
  held() {
    const { raw } = this.#store;
    const count = (table: string) => raw.prepare(`SELECT count(*) AS n FROM ${table}`).get()!.n;
    const texts = raw.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name LIKE 'text%'").get()!.n;
    return {
      ...Object.fromEntries(["documents", "index_entries", "vectors"].map((t) => [t, count(t)])),
      texts,
    };
  }
}

const callOf = (path: string, args: object) => ({
  path,
  args: JSON.stringify([args]),
  identity: null,
  mayCallInternal: true,
});

function valueOf(result: CallResult): Json {
  if (result.ok) return JSON.parse(result.json) as Json;
  throw new Error(result.message);
}

let lastByte = 0;
/** A new id of a table's number. */
const idOf = (number: number) => encodeId(number, new Uint8Array(16).fill(++lastByte));
const someNotes = (count: number, rest: Row = {}) =>
  Array.from({ length: count }, (_, i): Row => ({ text: `note ${i}`, place: [1, i], ...rest }));

async function withNotes(): Promise<{ running: Running; note: string }> {
  const running = await Running.start();
  const note = await running.mutation("app:add", {
    table: "notes",
    value: { text: "note here", place: [1, 1] },
  });
  return { running, note };
}

test("[SN3] [SN10] what is imported is seen by nobody until all of it is, by no query, search, count, export or backup", async () => {
  const { running, note } = await withNotes();
  const before = await running.seen();
  const plan = running.plan("replace", {
    notes: [{ _id: note, text: "note there" }, ...someNotes(5)],
    things: [{ n: 1 }],
  });
  const backup = join(running.dataDir, "backup.zip");
  let looks = 0;
  const steps = await running.import(plan, async (name) => {
    if (name === "import.begin" || name === "leftovers.remove" || name === "import.abandon") return;
    looks++;
    expect(await running.seen()).toEqual(before);
    expect(await running.query("app:get", { id: note })).toMatchObject({ text: "note here" });
    expect(await running.query("app:all", { table: "things" })).toEqual([]);
    if (looks === 3) await backupFolder(running.dataDir, backup);
  });
  expect(steps.filter((name) => name === "import.rows").length).toBeGreaterThanOrEqual(7);
  const restored = join(running.dataDir, "restored");
  expect(await restoreBackup(backup, restored)).toMatchObject({ documents: 1 });

  const after = await running.seen();
  expect(after).toMatchObject({
    size: 6,
    tables: { page: expect.arrayContaining([{ name: "things" }]) as Json },
  });
  expect(after.near).toHaveLength(5);
  const { byText, byId, found } = after.notes as Record<string, Row[]>;
  expect([byText, byId, found].map((notes) => notes?.length)).toEqual([6, 6, 6]);
  expect(await running.query("app:get", { id: note })).toMatchObject({ text: "note there" });
  expect(running.held()).toEqual({ documents: 7, index_entries: 6 * 2 + 1, vectors: 5, texts: 5 });
});

test("[SN10] whoever calls during an import is served after one of its steps, and what they write stays", async () => {
  const { running } = await withNotes();
  const order: string[] = [];
  const waiting: Promise<unknown>[] = [];
  const plan = running.plan("replace", { notes: someNotes(4) });
  await running.import(plan, (name) => {
    if (name !== "import.rows") return;
    order.push("sent");
    waiting.push(
      running
        .mutation("app:add", { table: "remarks", value: { text: "said" } })
        .then(() => order.push("answered")),
    );
  });
  await Promise.all(waiting);
  expect(order).toEqual(Array.from({ length: waiting.length }, () => ["sent", "answered"]).flat());
  expect(waiting.length).toBeGreaterThanOrEqual(4);
  expect(await running.query("app:all", { table: "remarks" })).toHaveLength(waiting.length);
});

test("[SN10] what is written to a table while it is being replaced goes with what it held", async () => {
  const { running } = await withNotes();
  const plan = running.plan("replace", { notes: [{ text: "note new" }] });
  await running.import(plan, async (name) => {
    if (name === "import.rows")
      await running.mutation("app:add", { table: "notes", value: { text: "note late" } });
  });
  expect(await running.query("app:all", { table: "notes" })).toMatchObject([{ text: "note new" }]);
});

test.each([
  [
    "a row that does not match the schema",
    { text: 5 },
    'In table "notes", line 3: the document does not match the schema',
  ],
  [
    "an id that the file has twice",
    { text: "twice", _id: encodeId(10_002, new Uint8Array(16)) },
    "line 4: there is a document with the id",
  ],
  ["an id of another table", { text: "other", _id: encodeId(10_001, new Uint8Array(16)) }, "line 3: "],
  [
    "a reference to another table",
    { text: "to a note", author: encodeId(10_002, new Uint8Array(16)) },
    "line 3: the document does not match the schema",
  ],
  [
    "a time that is none",
    { text: "late", _creationTime: "never" },
    "line 3: `_creationTime` is not a number",
  ],
])(
  "[SN5] an import that finds %s in its middle leaves all as it was, and nothing behind",
  async (_what, bad: Row, message) => {
    const { running } = await withNotes();
    const [before, held] = [await running.seen(), running.held()];
    const rows: Row[] = [
      { _id: idOf(10_002), text: "good" },
      ...someNotes(1),
      bad as Row,
      ...(bad._id ? [bad as Row] : []),
    ];
    const plan = running.plan("replace", { authors: [{ name: "Ada" }], notes: rows });

    await expect(running.import(plan)).rejects.toThrow(message);

    expect(await running.seen()).toEqual(before);
    expect(running.held()).toEqual(held);
  },
);

test("[SN5] [SN10] a process that ends in the middle of an import has changed nothing, and the next one removes what it left", async () => {
  const { running } = await withNotes();
  const [before, held] = [await running.seen(), running.held()];
  const plan = running.plan("replaceAll", { notes: someNotes(3), authors: [{ name: "Ada" }] });
  const places = await running.operation("import.begin", plan);
  await running.operation("import.rows", { table: plan.tables[places[0]!]!, offset: 0, budgetMs: 1_000 });
  expect(running.held()).not.toEqual(held);

  await running.restart();
  await running.operation("snapshots.failInterrupted");
  expect(await running.seen()).toEqual(before);
  for (let isDone = false; !isDone;)
    ({ isDone } = await running.operation("leftovers.remove", { budgetMs: 0 }));
  expect(running.held()).toEqual(held);
});

test("[SN10] a database thread that is replaced in the middle of an import goes on with it", async () => {
  const { running } = await withNotes();
  let steps = 0;
  const plan = running.plan("replace", { notes: someNotes(3) });
  await running.import(plan, async () => {
    if (++steps === 3) await running.restart();
  });
  expect(await running.query("_system/cli/tableSize", { tableName: "notes" })).toBe(3);
});

test("[SN10] a push during an import is refused with a sentence, and taken when it has ended; so is another import", async () => {
  const { running } = await withNotes();
  const refused: string[] = [];
  const push = async () =>
    await running.operation("push.finish").catch(({ message }: Error) => refused.push(message));
  await running.import(running.plan("replace", { notes: someNotes(1) }), async (name) => {
    if (name === "import.rows") await push();
  });
  expect(refused[0]).toBe("An import is in progress: push again when it has ended.");
  await push();
  expect(refused.at(-1)).toContain("There is no push to finish");

  const another = running.plan("replace", { authors: [{ name: "Ada" }] });
  const begun: string[] = [];
  await running.import(running.plan("replace", { notes: someNotes(1) }), async (name) => {
    if (name === "import.rows")
      await running.operation("import.begin", another).catch(({ message }: Error) => begun.push(message));
  });
  expect(begun[0]).toBe("Another import is in progress.");
  await running.import(another);
  expect(await running.query("app:all", { table: "authors" })).toHaveLength(1);
});

test("[SN4] documents that were replaced by some with the same ids are read, changed, backed up and replaced again", async () => {
  const { running, note } = await withNotes();
  for (const text of ["note a", "note b"]) {
    await running.import(running.plan("replace", { notes: [{ _id: note, text }, ...someNotes(70)] }));
    expect(await running.query("app:get", { id: note })).toMatchObject({ text });
  }
  await running.mutation("app:patch", { id: note, value: { text: "note c" } });
  const added = await running.mutation("app:add", { table: "notes", value: { text: "note d" } });
  expect(tableNumberOf(added)).toBe(tableNumberOf(note));
  const { byId } = (await running.query("app:notes")) as { byId: Row[] };
  const ids = byId.map(({ _id }) => _id!);
  expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)));
  expect(byId).toHaveLength(72);
  await running.mutation("app:remove", { id: added });
  expect(await running.query("app:get", { id: added })).toBeNull();
  expect(running.held()).toEqual({ documents: 71, index_entries: 142, vectors: 70, texts: 5 });

  const backup = join(running.dataDir, "backup.zip");
  await backupFolder(running.dataDir, backup);
  const restored = join(running.dataDir, "restored");
  expect(await restoreBackup(backup, restored)).toMatchObject({ documents: 71 });
  const store = new Store(join(restored, "store.sqlite"));
  const { catalog } = openDatabase(store, systemWorld);
  expect(JSON.parse(store.readDocument(catalog.keyOf(note))!.json)).toMatchObject({ text: "note c" });
  checkSound(store);
  store.close();
});

test("[SN6] ids that lead from one table of the file to another keep their meaning, whatever numbers they have", async () => {
  const { running } = await withNotes();
  const [ada, text] = [idOf(10_002), "note by Ada"];
  const plan = running.plan("replace", {
    notes: [{ _id: idOf(10_001), text, author: ada }],
    authors: [{ _id: ada, name: "Ada" }],
  });
  await running.import(plan);
  const [note] = (await running.query("app:all", { table: "notes" })) as [Row];
  expect(await running.query("app:get", { id: note.author as string })).toMatchObject({ name: "Ada" });
  const added = await running.mutation("app:add", { table: "notes", value: { text: "note 2", author: ada } });
  expect(tableNumberOf(added)).toBe(10_001);
});

test("[SN6] a reference by an id that goes is found, also one that is written after its document was looked at", async () => {
  const running = await Running.start();
  const ada = await running.mutation("app:add", { table: "authors", value: { name: "Ada" } });
  const remarks: string[] = [];
  for (let i = 0; i < 70; i++)
    remarks.push(await running.mutation("app:add", { table: "remarks", value: { text: "x" } }));
  const plan = () => running.plan("replace", { authors: [{ _id: idOf(20_001), name: "Eve" }] });
  let looks = 0;
  const refer = async (name: OperationName) => {
    // The table "notes" was looked at in the first step, most of "remarks" in the second.
    if (name === "import.finish" && ++looks === 3)
      await running.mutation("app:patch", { id: remarks[0]!, value: { author: ada } });
  };
  const before = await running.query("app:all", { table: "authors" });
  await expect(running.import(plan(), refer)).rejects.toThrow(
    'Table "remarks" refers to documents whose ids are not in the file',
  );
  expect(looks).toBeGreaterThanOrEqual(3);
  await expect(running.import(plan())).rejects.toThrow(
    'Table "remarks" refers to documents whose ids are not in the file',
  );
  expect(await running.query("app:all", { table: "authors" })).toEqual(before);

  await running.mutation("app:remove", { id: remarks[0]! });
  await running.import(plan());
  expect(await running.query("app:all", { table: "authors" })).toMatchObject([{ name: "Eve" }]);
});

test("[SN7] a table that was empty when an import began and is not any more is left as it is", async () => {
  for (const mode of ["requireEmpty", "append"] as const) {
    const running = await Running.start();
    const importing = running.import(running.plan(mode, { notes: someNotes(2) }), async (name) => {
      if (name === "import.finish")
        await running.mutation("app:add", { table: "notes", value: { text: "first" } });
    });
    await expect(importing).rejects.toThrow('Table "notes" has documents already');
    expect(await running.query("app:all", { table: "notes" })).toMatchObject([{ text: "first" }]);
  }
});

test("[SN7] a few documents are appended at the end of the import; more than that are refused before anything is taken in", async () => {
  const { running } = await withNotes();
  const held = running.held();
  await expect(running.import(running.plan("append", { notes: someNotes(10_001) }))).rejects.toThrow(
    "At most 10000 documents are appended to tables that have some, not 10001",
  );
  expect(running.held()).toEqual(held);
  await running.import(running.plan("append", { notes: someNotes(2), authors: [{ name: "Ada" }] }));
  expect(await running.query("_system/cli/tableSize", { tableName: "notes" })).toBe(3);
  expect(await running.query("app:all", { table: "authors" })).toHaveLength(1);
});

test("[SN7] replacing everything also clears what came into being while it went on", async () => {
  const { running } = await withNotes();
  await running.import(running.plan("replaceAll", { authors: [{ name: "Ada" }] }), async (name) => {
    if (name === "import.rows") await running.mutation("app:add", { table: "later", value: { n: 1 } });
  });
  const { page } = (await running.query("_system/cli/tables")) as { page: { name: string }[] };
  expect(page.map(({ name }) => name).toSorted()).toEqual(["authors", "notes", "remarks"]);
  expect(running.held()).toEqual({ documents: 1, index_entries: 1, vectors: 0, texts: 5 });
});
