/**
 * One life of a process that will be killed: says what it finds in the store, then makes mutations one after
 * another and says so after each. Arguments: the store's file, and the number of the first mutation.
 */
import { writeSync } from "node:fs";
import { mutationGeneric } from "convex/server";
import { systemWorld } from "../../engine/lib/world.ts";
import type { Table } from "../../engine/database/table.ts";
import { entryOf } from "../../engine/database/transaction.ts";
import type { Document } from "../../engine/database/table.ts";
import { Code } from "../../engine/functions/code.ts";
import { installConvex } from "../../engine/functions/convexGlobal.ts";
import { databaseSyscalls } from "../../engine/functions/executor.ts";
import { Modules } from "../../engine/functions/modules.ts";
import { applyPush, documentsOf, schemaPush } from "../../engine/deploy/push.ts";
import { Store } from "../../engine/storage/store.ts";
import { AFTER_ALL } from "../../engine/values/indexKey.ts";
import { DatabaseServer } from "../../engine/worker/databaseServer.ts";
import { openDatabase } from "../../engine/database/database.ts";

type Db = {
  insert(table: string, value: object): Promise<string>;
  patch(table: string, id: string, value: object): Promise<void>;
  query(table: string): { first(): Promise<{ _id: string; count: number } | null> };
};
export type Found = { pairs: number[]; halves: number; count: number; badEntries: number };

const [path, firstText] = process.argv.slice(2) as [string, string];
const say = (what: unknown) => writeSync(1, `${JSON.stringify(what)}\n`);
const store = new Store(path);
const database = openDatabase(store, systemWorld);
const indexes = [{ indexDescriptor: "by_n_and_part", fields: ["n", "part"] }];
const schema = { tables: [{ tableName: "parts", indexes, documentType: null }], schemaValidation: false };
store.begin();
applyPush(database, schemaPush(schema));
database.catalog.ensureTable("counters");
store.commit();
say(find());

function tableOf(name: string): Table {
  return database.catalog.ensureTable(name);
}

/** Every document, against every index entry. */
function find(): Found {
  const parts = [...documentsOf(database, tableOf("parts"))] as (Document & { n: number; part: string })[];
  const byNumber = Map.groupBy(parts, ({ n }) => n);
  const pairs = [...byNumber].filter(([, found]) => found.length === 2).map(([n]) => n);
  const [counter] = [...documentsOf(database, tableOf("counters"))];
  const entries = [...tableOf("parts").indexes.values()].map((index) => {
    const keys = new Set(parts.map((document) => entryOf(index, document).key));
    const there = store.raw.prepare("SELECT key FROM index_entries WHERE index_number = ? AND key < ?");
    const stored = there.all(index.number, AFTER_ALL) as { key: string }[];
    return stored.filter(({ key }) => !keys.has(key)).length + Math.abs(stored.length - keys.size);
  });
  return {
    pairs,
    halves: byNumber.size - pairs.length,
    count: (counter?.count as number | undefined) ?? 0,
    badEntries: entries.reduce((sum, bad) => sum + bad, 0),
  };
}

const add = mutationGeneric(async (ctx, { n }: { n: number }) => {
  const db = ctx.db as unknown as Db;
  for (const part of ["a", "b"]) await db.insert("parts", { n, part });
  const counter = await db.query("counters").first();
  if (counter === null) await db.insert("counters", { count: 1 });
  else await db.patch("counters", counter._id, { count: counter.count + 1 });
});

installConvex(databaseSyscalls);
let n = Number(firstText);
const server = new DatabaseServer({
  store,
  world: systemWorld,
  post: (messages) => {
    const message = messages.find(({ type }) => type === "committed");
    if (message?.type !== "committed") return;
    say(message.mutations[0]!.result.ok ? n : message.mutations[0]!.result);
    n++;
    setImmediate(next);
  },
});
function next(): void {
  const call = { path: "parts:add", args: JSON.stringify([{ n }]), identity: null, mayCallInternal: true };
  server.receive([{ type: "mutation", id: n, call, once: { session: "writer", request: n } }]);
}
await server.start();
server.executor.code = Code.of(Modules.of(new Map([["parts.js", { add }]])));
next();
