/** The unmodified official CLI against a running engine, with a small app of its own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEngine, type Engine } from "../../engine/engine.ts";
import { root } from "../../scripts/config.ts";
import { cliEnv } from "../../scripts/push.ts";
import { binOf, runNode } from "../../scripts/run.ts";

// Inside the project, so that the app finds the `convex` package.
const app = join(root, "node_modules", ".tmp", `cli-app-${process.pid}`);
const dataDir = mkdtempSync(join(tmpdir(), "engine-cli-"));
const ENV_LOCAL =
  "# mine\nCONVEX_DEPLOYMENT=prod:precious-animal-123\nVITE_CONVEX_URL=https://precious.example\n";
let engine: Engine;

const schemaWith = (fields: string, indexes = "") => `
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({ notes: defineTable({ ${fields} })${indexes} });`;

const NOTES = `
import { mutationGeneric as mutation, queryGeneric as query } from "convex/server";
import { v } from "convex/values";
export const add = mutation({ args: { text: v.string() }, handler: (ctx, { text }) => ctx.db.insert("notes", { text }) });
export const texts = query({ args: {}, handler: async (ctx) => (await ctx.db.query("notes").collect()).map((note) => note.text) });
export const greeting = query({ args: {}, handler: () => process.env.GREETING ?? "unset" });`;

const BY_TEXT = `
export const find = query({ args: { text: v.string() }, handler: (ctx, { text }) =>
  ctx.db.query("notes").withIndex("by_text", (q) => q.eq("text", text)).collect() });`;

function write(path: string, text: string): void {
  writeFileSync(join(app, path), text);
}

async function cli(...args: string[]) {
  const env = cliEnv({ url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey });
  return await runNode([join(root, "tests", "support", "inFolder.mjs"), app, binOf("convex"), ...args], {
    env,
    isQuiet: true,
  });
}

const deploy = () => cli("deploy", "-y", "--typecheck=disable");
const client = () => new ConvexHttpClient(`http://127.0.0.1:${engine.port}`, { logger: false });

beforeAll(async () => {
  mkdirSync(join(app, "convex"), { recursive: true });
  write("package.json", '{"name":"cli-app","dependencies":{"convex":"*"}}');
  write(".env.local", ENV_LOCAL);
  write("convex/schema.ts", schemaWith("text: v.string()"));
  write("convex/notes.ts", NOTES);
  engine = await startEngine({ dataDir, port: 0, hasIdentity: false, showsErrors: true });
});

afterAll(async () => {
  await engine.close();
  rmSync(app, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

test("deploy, run and env work, and .env.local is left alone", async () => {
  expect((await deploy()).code).toBe(0);

  expect((await cli("run", "notes:add", '{"text":"first"}')).code).toBe(0);
  expect((await cli("run", "notes:texts")).output).toContain('"first"');

  expect((await cli("env", "set", "GREETING", "hello there")).code).toBe(0);
  expect((await cli("env", "list")).output).toContain("GREETING=hello there");
  expect((await cli("env", "get", "GREETING")).output).toContain("hello there");
  expect(await client().query(anyApi.notes!.greeting!, {})).toBe("hello there");
  expect((await cli("env", "remove", "GREETING")).code).toBe(0);
  expect(await client().query(anyApi.notes!.greeting!, {})).toBe("unset");

  expect(readFileSync(join(app, ".env.local"), "utf8")).toBe(ENV_LOCAL);
});

test("a schema that the data violates is refused, names the document, and changes nothing", async () => {
  write("convex/schema.ts", schemaWith("text: v.string(), author: v.string()"));
  write("convex/notes.ts", NOTES.replaceAll("note.text", '"changed"'));

  const refused = await deploy();

  expect(refused.code).not.toBe(0);
  expect(refused.output).toMatch(/Document with ID "\w+" in table "notes" does not match the schema/);
  expect(refused.output).toContain("author");
  expect(await client().query(anyApi.notes!.texts!, {})).toEqual(["first"]);
  await client().mutation(anyApi.notes!.add!, { text: "second" });
  expect(await client().query(anyApi.notes!.texts!, {})).toEqual(["first", "second"]);
});

test("a new index holds the documents that were there, also after a restart", async () => {
  write("convex/schema.ts", schemaWith("text: v.string()", '.index("by_text", ["text"])'));
  write("convex/notes.ts", NOTES + BY_TEXT);

  expect((await deploy()).code).toBe(0);
  expect(await client().query(anyApi.notes!.find!, { text: "second" })).toMatchObject([{ text: "second" }]);

  await engine.close();
  engine = await startEngine({ dataDir, port: 0, hasIdentity: false, showsErrors: true });
  expect(await client().query(anyApi.notes!.find!, { text: "second" })).toMatchObject([{ text: "second" }]);
  expect(await client().query(anyApi.notes!.texts!, {})).toEqual(["first", "second"]);
});

test("`convex dev --once` pushes too", async () => {
  write(
    "convex/notes.ts",
    `${NOTES}\nexport const count = query({ args: {}, handler: async (ctx) => (await ctx.db.query("notes").collect()).length });`,
  );
  write("convex/schema.ts", schemaWith("text: v.string()"));
  rmSync(join(app, ".env.local"));

  expect((await cli("dev", "--once", "--typecheck=disable")).code).toBe(0);

  expect(await client().query(anyApi.notes!.count!, {})).toBe(2);
});
