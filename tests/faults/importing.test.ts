/** F-11 with real processes: an engine is killed at any commit of an import, with people writing beside it. */
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../engine/database/database.ts";
import { documentsOf } from "../../engine/deploy/push.ts";
import { startEngine } from "../../engine/engine.ts";
import { systemWorld } from "../../engine/lib/world.ts";
import { checkSound } from "../../engine/snapshot/soundness.ts";
import { Store } from "../../engine/storage/store.ts";
import { Importer } from "../support/importer.ts";
import { SmallApp, succeeded } from "../support/smallApp.ts";
import { rounds } from "./rounds.ts";
import { startProcess } from "./engineProcess.ts";

const SCHEMA = `
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({
  notes: defineTable({ text: v.string() }).index("by_text", ["text"]).searchIndex("search", { searchField: "text" }),
  remarks: defineTable({ text: v.string() }),
});`;
const FUNCTIONS = `
import { mutationGeneric as mutation } from "convex/server";
export const note = mutation(async (ctx, { text }) => { await ctx.db.insert("notes", { text }); });
export const remark = mutation(async (ctx, { text }) => { await ctx.db.insert("remarks", { text }); });`;

const BEFORE = 5;
const IMPORTED = 1_000;
const note = makeFunctionReference<"mutation", { text: string }>("app:note");
const remark = makeFunctionReference<"mutation", { text: string }>("app:remark");
const folder = mkdtempSync(join(tmpdir(), "importing-"));
const template = join(folder, "template");

beforeAll(async () => {
  const app = await SmallApp.start("import-app", { "convex/schema.ts": SCHEMA, "convex/app.ts": FUNCTIONS });
  try {
    succeeded(await app.deploy());
    for (let i = 0; i < BEFORE; i++) await app.http().mutation(note, { text: `before ${i}` });
    await app.restart(() => Promise.resolve(cpSync(app.dataDir, template, { recursive: true })));
  } finally {
    await app.close();
  }
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a store holds whose engine does not run. */
function look(dataDir: string) {
  const store = new Store(join(dataDir, "store.sqlite"));
  const database = openDatabase(store, systemWorld);
  const { catalog } = database;
  const textsOf = (name: string) =>
    Array.from(documentsOf(database, catalog.table(name)!), ({ text }) => text as string);
  checkSound(store);
  const count = (table: string) => store.raw.prepare(`SELECT count(*) AS n FROM ${table}`).get()!.n as number;
  const found = {
    notes: textsOf("notes"),
    remarks: textsOf("remarks"),
    documents: count("documents"),
    searchIndexes: count(
      "sqlite_schema WHERE name LIKE 'text\\_%' ESCAPE '\\' AND sql LIKE 'CREATE VIRTUAL%'",
    ),
    open: catalog.staged.length + catalog.leftovers.length,
  };
  store.close();
  return found;
}

/** Imports in a process that dies at a commit of it. Answers what was acknowledged beside the import. */
async function dieAt(dataDir: string, commit: number, when: "before" | "after"): Promise<string[]> {
  const killFile = join(dataDir, "kill-at");
  const child = startProcess(dataDir, "killAtCommit.ts", { KILL_AT: killFile });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exit = once(child, "exit");
  const [target] = (await once(child, "message")) as [{ url: string; adminKey: string }];
  const importer = new Importer(target);
  const lines = Array.from({ length: IMPORTED }, (_, i) => `{"text":"imported ${i}"}\n`).join("");
  await importer.upload([new TextEncoder().encode(lines)], "notes");
  writeFileSync(killFile, `${commit} ${when}`);
  const client = new ConvexHttpClient(target.url, { logger: false });
  const acked: string[] = [];
  const talk = async () => {
    for (let n = 0; ; n++) {
      await client.mutation(remark, { text: `remark ${n}` });
      acked.push(`remark ${n}`);
    }
  };
  await Promise.allSettled([importer.begin(), talk()]);
  await exit;
  return acked;
}

/** The first are in the middle of it everywhere; where the last ones lie depends on how fast the machine is. */
const KILLS = Array.from(
  { length: rounds(3, 24) },
  (_, n) => [2 + n * 9, n % 2 === 0 ? "before" : "after"] as const,
);

test.each(KILLS)(
  "[SN5] [SN10] a process that is killed at commit %i of an import, %s it, has imported all or nothing, and leaves nothing behind",
  async (commit, when) => {
    const dataDir = join(folder, `data-${commit}-${when}`);
    cpSync(template, dataDir, { recursive: true });
    const acked = await dieAt(dataDir, commit, when);

    const dead = look(dataDir);
    expect([BEFORE, IMPORTED]).toContain(dead.notes.length);
    expect(dead.remarks).toEqual(expect.arrayContaining(acked));

    const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
    await engine.deployment.snapshots.settled();
    await engine.close();
    const found = look(dataDir);
    expect([found.notes, found.remarks]).toEqual([dead.notes, dead.remarks]);
    expect(found).toMatchObject({
      documents: found.notes.length + found.remarks.length,
      searchIndexes: 1,
      open: 0,
    });
  },
  60_000,
);
