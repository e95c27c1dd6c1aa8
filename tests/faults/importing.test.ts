/** Imports into engines in processes of their own, which are killed or find the disk full, with people writing beside it. */
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
import { Importer } from "./importer.ts";
import { SmallApp, succeeded } from "../support/smallApp.ts";
import { startProcess } from "./engineProcess.ts";
import { rounds } from "./rounds.ts";

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

type Target = { url: string; adminKey: string };

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

function begun(dataDir: string, preload: string, env: Record<string, string>) {
  const child = startProcess(dataDir, preload, env);
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, exit: once(child, "exit"), started: once(child, "message") as Promise<[Target]> };
}

async function uploaded(target: Target): Promise<Importer> {
  const importer = new Importer(target);
  const lines = Array.from({ length: IMPORTED }, (_, i) => `{"text":"imported ${i}"}\n`).join("");
  await importer.upload([new TextEncoder().encode(lines)], "notes");
  return importer;
}

/** Imports in a process that dies of it. Answers what was acknowledged beside the import. */
async function dieAt(dataDir: string, kill: string): Promise<string[]> {
  const { exit, started } = begun(dataDir, "killAtOperation.ts", { KILL_AT: kill });
  const [target] = await started;
  const importer = await uploaded(target);
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

/** The first three are on each side of the commit that matters; the others are tried when all rounds are asked for. */
const KILLS: [string, number][] = [
  ["import.rows 5 after", BEFORE],
  ["import.finish 1 before", BEFORE],
  ["import.finish 1 after", IMPORTED],
  ["import.begin 1 after", BEFORE],
  ["leftovers.remove 1 before", IMPORTED],
];

test.each(KILLS.slice(0, rounds(3, KILLS.length)))(
  "[SN5] [SN10] a process that is killed at its commit %s has imported all or nothing, and the next one removes what it left",
  async (kill, notes) => {
    const dataDir = join(folder, `data-${kill.replaceAll(" ", "-")}`);
    cpSync(template, dataDir, { recursive: true });
    const acked = await dieAt(dataDir, kill);

    const dead = look(dataDir);
    expect(dead.notes).toHaveLength(notes);
    expect(dead.open).toBeGreaterThan(0);
    expect(dead.remarks).toEqual(expect.arrayContaining(acked));

    const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
    await engine.deployment.snapshots.settled();
    await engine.close();
    const found = look(dataDir);
    expect([found.notes, found.remarks]).toEqual([dead.notes, dead.remarks]);
    const documents = found.notes.length + found.remarks.length;
    expect(found).toMatchObject({ documents, searchIndexes: 1, open: 0 });
  },
  60_000,
);

test("[ST6] [SN5] an import that finds the disk full has failed with that sentence, is given up once there is space, and works then", async () => {
  const dataDir = join(folder, "data-full");
  cpSync(template, dataDir, { recursive: true });
  writeFileSync(
    join(dataDir, "full-at"),
    JSON.stringify({ "import.rows": 1, "import.abandon": 1, "leftovers.remove": 1 }),
  );
  const { child, exit, started } = begun(dataDir, "fullDisk.ts", { FULL_AT: join(dataDir, "full-at") });
  const [target] = await started;
  const first = await uploaded(target);
  await first.begin();
  await expect(first.ended()).rejects.toThrow("The disk of the server is full");
  const second = await uploaded(target);
  await second.begin();
  expect(await second.ended()).toBe(IMPORTED);
  child.kill("SIGKILL");
  await exit;
  expect(look(dataDir).notes).toHaveLength(IMPORTED);
}, 60_000);
