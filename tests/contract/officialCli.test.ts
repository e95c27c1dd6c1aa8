/** The unmodified official CLI against a running engine, with a small app of its own. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { anyApi } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SmallApp, succeeded } from "../support/smallApp.ts";

const ENV_LOCAL =
  "# mine\nCONVEX_DEPLOYMENT=prod:precious-animal-123\nVITE_CONVEX_URL=https://precious.example\n";
let app: SmallApp;

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

const cli = async (...args: string[]) => await app.cli(...args);
const deploy = async () => await app.deploy();
const client = () => app.http();
const write = (path: string, text: string) => app.write(path, text);

beforeAll(async () => {
  app = await SmallApp.start("cli-app", {
    ".env.local": ENV_LOCAL,
    "convex/schema.ts": schemaWith("text: v.string()"),
    "convex/notes.ts": NOTES,
  });
});

afterAll(async () => await app.close());

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

  expect(readFileSync(join(app.folder, ".env.local"), "utf8")).toBe(ENV_LOCAL);
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

  await app.restart();
  expect(await client().query(anyApi.notes!.find!, { text: "second" })).toMatchObject([{ text: "second" }]);
  expect(await client().query(anyApi.notes!.texts!, {})).toEqual(["first", "second"]);
});

test("`convex dev --once` pushes too", async () => {
  write(
    "convex/notes.ts",
    `${NOTES}\nexport const count = query({ args: {}, handler: async (ctx) => (await ctx.db.query("notes").collect()).length });`,
  );
  write("convex/schema.ts", schemaWith("text: v.string()"));
  rmSync(join(app.folder, ".env.local"));

  expect((await cli("dev", "--once", "--typecheck=disable")).code).toBe(0);

  expect(await client().query(anyApi.notes!.count!, {})).toBe(2);
});

test("[DP1] `run --watch` shows each new result, and `logs` what functions say and how they fail", async () => {
  write(
    "convex/notes.ts",
    `${NOTES}\nexport const complain = mutation({ args: {}, handler: () => { console.log("about to fail"); throw new Error("as it must"); } });`,
  );
  succeeded(await deploy());
  const watching = app.watch("run", "--watch", "notes:texts");
  await watching.said('"second"');
  await client().mutation(anyApi.notes!.add!, { text: "watched" });
  await watching.said('"watched"');
  await watching.stop();

  await expect(client().mutation(anyApi.notes!.complain!, {})).rejects.toThrow("as it must");
  const logs = app.watch("logs", "--history", "10");
  await logs.said("about to fail");
  await logs.said("as it must");
  await logs.stop();
});

test("[DP1] `dev` pushes again when a function or the data has changed, `codegen` writes the types", async () => {
  write("empty.jsonl", "");
  const dev = app.watch("dev", "--typecheck=disable");
  await dev.said("functions ready");
  write(
    "convex/notes.ts",
    `${NOTES}\nexport const fresh = query({ args: {}, handler: () => "pushed again" });`,
  );
  await dev.said("functions ready");
  expect(await client().query(anyApi.notes!.fresh!, {})).toBe("pushed again");

  // A schema that the data does not fit waits for other data.
  write("convex/schema.ts", schemaWith("text: v.number()"));
  await dev.said("does not match the schema");
  await app.watched();
  succeeded(await cli("import", "--table", "notes", "--replace", "-y", "empty.jsonl"));
  await dev.said("functions ready");
  await dev.stop();
  write("convex/schema.ts", schemaWith("text: v.string()"));
  succeeded(await deploy());

  rmSync(join(app.folder, "convex", "_generated"), { recursive: true, force: true });
  succeeded(await cli("codegen", "--typecheck=disable"));
  expect(readFileSync(join(app.folder, "convex", "_generated", "api.d.ts"), "utf8")).toContain("notes");
});

test("[DP8] an inline query reads what it likes, and only that", async () => {
  await client().mutation(anyApi.notes!.add!, { text: "inline" });
  const inline = async (query: string) => await cli("run", "--inline-query", query);
  expect((await inline('(await ctx.db.query("notes").collect()).at(-1).text')).output).toContain('"inline"');
  const said = await inline('const one = 1; console.log("looked"); return one + 1');
  expect(said.output).toMatch(/looked[^]*2/);
  for (const [query, refusal] of [
    ['await ctx.db.insert("notes", { text: "third" })', /is not a function/],
    ["await fetch('http://localhost')", /Can't use fetch/],
    ["this is no code", /SyntaxError/],
    ["return await new Promise(() => { while (true); })", /timed out/],
  ] as const) {
    const refused = await inline(query);
    expect(refused.code, query).not.toBe(0);
    expect(refused.output, query).toMatch(refusal);
  }
  expect((await inline('(await ctx.db.query("notes").collect()).length')).code).toBe(0);
}, 60_000);

test("[DP1] network-test finds the way to be good", async () => {
  const tested = await cli("network-test");
  expect(tested.output).toContain("OK: echo 4 MiB");
  expect(tested.code).toBe(0);
}, 30_000);

test("[DP1] function-spec names HTTP actions too", async () => {
  write(
    "convex/http.ts",
    `import { httpActionGeneric as httpAction, httpRouter } from "convex/server";
     const http = httpRouter();
     http.route({ path: "/hook", method: "POST", handler: httpAction(async () => new Response("taken")) });
     export default http;`,
  );
  expect((await deploy()).code).toBe(0);
  const { output } = await cli("function-spec");
  const { url, functions } = JSON.parse(output.slice(output.indexOf("{"))) as {
    url: string;
    functions: object[];
  };
  expect(url).toBe(app.engine.url);
  expect(functions).toContainEqual({ functionType: "HttpAction", method: "POST", path: "/hook" });
});
