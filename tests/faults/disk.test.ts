/** F-13 and F-14: a disk that is full, and a file that is damaged. */
import {
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mutationGeneric, queryGeneric } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEngine } from "../../engine/engine.ts";
import { Store } from "../../engine/storage/store.ts";
import { SimClient } from "./simClient.ts";
import { Simulation } from "./simulation.ts";

type Db = {
  insert(table: string, value: object): Promise<string>;
  query(table: string): { collect(): Promise<object[]> };
};

const notes = {
  add: mutationGeneric(async (ctx, { text }: { text: string }) => {
    await (ctx.db as unknown as Db).insert("notes", { text });
  }),
  /** Takes no notice of what went wrong. */
  addStubbornly: mutationGeneric(async (ctx, { text }: { text: string }) => {
    const db = ctx.db as unknown as Db;
    await db.insert("notes", { text }).catch(() => {});
    await db.insert("notes", { text: "small" });
  }),
  count: queryGeneric(async (ctx) => (await (ctx.db as unknown as Db).query("notes").collect()).length),
};

test("[ST6] [TX9] [HT5] a full disk refuses changes with a sentence, goes on answering, says so, and heals by itself", async () => {
  const simulation = new Simulation(1, { "notes.js": notes }, { tables: [], schemaValidation: false });
  await simulation.settle();
  const client = new SimClient(simulation, "s");
  const queryId = client.subscribe("notes:count", {});
  const add = async (text: string, path = "notes:add") => {
    const results: unknown[] = [];
    client.mutation(path, { text }, (result) => results.push(result));
    await simulation.settle();
    return results[0];
  };
  expect(await add("before")).toMatchObject({ ok: true });
  const { page_count: pages } = simulation.store.raw.prepare("PRAGMA page_count").get() as {
    page_count: number;
  };
  simulation.store.raw.exec(`PRAGMA max_page_count=${pages + 2}`);
  for (const path of ["notes:add", "notes:addStubbornly"]) {
    expect(await add("x".repeat(100_000), path), path).toMatchObject({
      ok: false,
      error: expect.stringContaining("disk of the server is full") as string,
    });
  }
  expect(client.results.get(queryId)).toBe(1);
  const isFull = async () => {
    const asked = simulation.database.isDiskFull();
    await simulation.settle();
    return await asked;
  };
  expect(await isFull()).toBe(true);
  expect(await add("small")).toMatchObject({ ok: true });
  simulation.store.raw.exec("PRAGMA max_page_count=1000000");
  expect(await isFull()).toBe(false);
  expect(await add("x".repeat(100_000))).toMatchObject({ ok: true });
  expect(client.results.get(queryId)).toBe(3);
  await simulation.close();
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "damage-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("[ST7] a damaged file is refused at the start, with the way out", async () => {
  const path = join(folder, "store.sqlite");
  const store = new Store(path);
  for (let i = 0; i < 500; i++)
    store.insertDocument(`id${i}`, { json: `{"text":"${"x".repeat(200)}"}`, size: 209 });
  store.close();
  new Store(path).close();
  const sound = readFileSync(path);
  const { size } = statSync(path);
  for (let page = 1; page * 4_096 < size; page += 5) {
    writeFileSync(path, sound);
    const file = openSync(path, "r+");
    writeSync(file, Buffer.alloc(4_096), 0, 4_096, page * 4_096);
    closeSync(file);
    expect(() => new Store(path), `page ${page}`).toThrow(/is damaged .*npm run restore FILE/);
  }
  writeFileSync(path, "this is no store at all ".repeat(500));
  expect(() => new Store(path)).toThrow(/is damaged/);
  await expect(startEngine({ dataDir: folder, port: 0 })).rejects.toMatchObject({
    name: "DamagedStoreError",
  });
});
