/** The data commands of the unmodified official CLI against a running engine. */
import { join } from "node:path";
import { Readable } from "node:stream";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { ArchiveReader, ArchiveWriter } from "../../engine/snapshot/archive.ts";
import { linesOf } from "../../engine/snapshot/rows.ts";
import { encodeId } from "../../engine/values/ids.ts";
import { SmallApp, succeeded } from "../support/smallApp.ts";

const SCHEMA = `
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
export default defineSchema({
  authors: defineTable({ name: v.string() }),
  notes: defineTable({ text: v.string(), rank: v.optional(v.number()), author: v.optional(v.id("authors")), any: v.optional(v.any()) })
    .index("by_text", ["text"]),
});`;

const NOTES = `
import { actionGeneric as action, mutationGeneric as mutation, queryGeneric as query } from "convex/server";
import { v } from "convex/values";
export const add = mutation({ args: { text: v.string() }, handler: async (ctx, { text }) => {
  const author = await ctx.db.insert("authors", { name: text + "'s" });
  return await ctx.db.insert("notes", { text, author, any: { big: 5n, whole: 5, bytes: new Uint8Array([1, 2]).buffer, floats: [NaN, -0, Infinity], none: undefined } });
} });
export const all = query({ args: {}, handler: (ctx) => ctx.db.query("notes").withIndex("by_text").collect() });
export const withAuthors = query({ args: {}, handler: async (ctx) => await Promise.all((await ctx.db.query("notes").collect())
  .map(async ({ text, author }) => [text, (await ctx.db.get(author))?.name])) });
export const store = action({ args: { text: v.string() }, handler: (ctx, { text }) => ctx.storage.store(new Blob([text], { type: "text/plain" })) });
export const read = action({ args: { id: v.string() }, handler: async (ctx, { id }) => await (await ctx.storage.get(id))?.text() ?? null });`;

const sources = { "convex/schema.ts": SCHEMA, "convex/notes.ts": NOTES };
type Note = { text: string; rank?: number };
const add = makeFunctionReference<"mutation", { text: string }, string>("notes:add");
const all = makeFunctionReference<"query", Record<string, never>, Note[]>("notes:all");
const withAuthors = makeFunctionReference<"query", Record<string, never>, unknown>("notes:withAuthors");
const store = makeFunctionReference<"action", { text: string }, string>("notes:store");
const read = makeFunctionReference<"action", { id: string }, string | null>("notes:read");
let app: SmallApp;
let other: SmallApp;

beforeAll(async () => {
  [app, other] = [await SmallApp.start("data-app", sources), await SmallApp.start("other-app", sources)];
  // Tables in another order than in the app, so that their ids have other numbers.
  other.write(
    "convex/schema.ts",
    SCHEMA.replace("authors: ", "extra: defineTable({ note: v.string() }), authors: "),
  );
  for (const each of [app, other]) succeeded(await each.deploy());
});

afterAll(async () => {
  await app.close();
  await other.close();
});

const texts = async (from = app) => (await from.http().query(all, {})).map(({ text }) => text);

async function importing(name: string, content: string, ...options: string[]) {
  app.write(name, content);
  return await app.cli("import", "--table", "notes", ...options, "-y", name);
}

test("[SN1] [SN4] a snapshot is Convex's archive, and taken in elsewhere it is the same documents and files", async () => {
  await app.http().mutation(add, { text: "first" });
  await app.http().mutation(add, { text: "second" });
  const id = await app.http().action(store, { text: "a file" });

  succeeded(await app.cli("export", "--include-file-storage", "--path", "whole.zip"));
  const path = join(app.folder, "whole.zip");
  const archive = await ArchiveReader.open(path);
  expect(archive.names().toSorted()).toEqual(
    [
      "README.md",
      "_storage/documents.jsonl",
      `_storage/${id}`,
      "_tables/documents.jsonl",
      ...["authors", "notes"].flatMap((name) => [
        `${name}/documents.jsonl`,
        `${name}/generated_schema.jsonl`,
      ]),
    ].toSorted(),
  );
  const lines: string[] = [];
  for await (const line of linesOf(await archive.read("notes/documents.jsonl"))) lines.push(line);
  archive.close();
  expect(lines.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual(["first", "second"]);
  // As Convex writes them: without the point it would become an int64 there.
  expect(lines[0]).toContain('"big":5,');
  expect(lines[0]).toContain('"whole":5.0');

  expect(succeeded(await other.cli("import", "-y", path))).toContain("Added 5 documents");
  expect(await other.http().query(all, {})).toEqual(await app.http().query(all, {}));
  expect(await other.http().query(withAuthors, {})).toEqual([
    ["first", "first's"],
    ["second", "second's"],
  ]);
  expect(await other.http().action(read, { id })).toBe("a file");
});

test("[SN4] [SN6] a snapshot of Convex Cloud comes in beside files that are here, its numbers of the right type", async () => {
  const cloud = await SmallApp.start("cloud-app", sources);
  onTestFinished(async () => await cloud.close());
  succeeded(await cloud.deploy());
  const id = await cloud.http().action(store, { text: "here before" });
  const [author, note] = [10_001, 10_002].map((number) => encodeId(number, new Uint8Array(16)));
  const archive = new ArchiveWriter(join(cloud.folder, "cloud.zip"));
  archive.addText("_tables/documents.jsonl", '{"name":"authors","id":10001}\n{"name":"notes","id":10002}\n');
  archive.addText(
    "authors/documents.jsonl",
    `{"_creationTime":1745162191687.97,"_id":"${author}","name":"Ada"}\n`,
  );
  archive.addText("authors/generated_schema.jsonl", '"uniform"\n');
  archive.addText(
    "notes/documents.jsonl",
    `{"_creationTime":1745162191688.0,"_id":"${note}","any":[1,1.0],"author":"${author}","rank":20.0,"text":"cloudy"}\n`,
  );
  archive.addText("notes/generated_schema.jsonl", '"uniform"\n');
  await archive.finish();

  succeeded(await cloud.cli("import", "-y", "cloud.zip"));

  expect(await cloud.http().query(all, {})).toEqual([
    { _id: note, _creationTime: 1745162191688, any: [1n, 1], author, rank: 20, text: "cloudy" },
  ]);
  expect(await cloud.http().query(withAuthors, {})).toEqual([["cloudy", "Ada"]]);
  expect(await cloud.http().action(read, { id })).toBe("here before");

  cloud.write("eve.jsonl", `{"_id":"${encodeId(20_001, new Uint8Array(16))}","name":"Eve"}`);
  const refused = await cloud.cli("import", "--table", "authors", "--replace", "-y", "eve.jsonl");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain('Table "notes" refers to documents whose ids are not in the file');
  expect(await cloud.http().query(withAuthors, {})).toEqual([["cloudy", "Ada"]]);
});

test("[SN7] a table with documents is refused, appended to, or replaced, as asked", async () => {
  const refused = await importing("more.jsonl", '{"text":"third"}\n\n{"text":"fourth"}\n');
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain('Table "notes" has documents already');
  expect(await texts()).toEqual(["first", "second"]);

  expect(
    succeeded(await importing("more.jsonl", '{"text":"third"}\n\n{"text":"fourth"}\n', "--append")),
  ).toContain("Added 2 documents");
  expect(await texts()).toEqual(["first", "fourth", "second", "third"]);

  const replaced = succeeded(await importing("new.csv", "text,rank\nplain,1.5\n12a,2\n", "--replace"));
  expect(replaced).toContain('The 4 documents of table "notes" will be deleted.');
  expect(await app.http().query(all, {})).toMatchObject([
    { text: "12a", rank: 2 },
    { text: "plain", rank: 1.5 },
  ]);
  succeeded(await importing("new.json", '[{"text":"of an array"}]', "--replace"));
  expect(await texts()).toEqual(["of an array"]);
});

test("[SN5] an import that fails names the line and changes nothing", async () => {
  for (const [content, message] of [
    ['{"text":"good"}\n{"text":5}\n', 'In table "notes", line 2: the document does not match the schema'],
    ['{"text":"good"}\n\n{"text":\n', 'In table "notes", line 3: '],
    ['{"text":"good","_id":"nonsense"}\n', 'line 1: "nonsense" is no id of this table'],
    ['{"text":"good","rank":1e999}\n', "line 1: a number is too large"],
    ['{"text":"good","any":{"$integer":"AA=="}}\n', "line 1: Received 1 bytes, expected 8 for $integer"],
  ] as const) {
    const refused = await importing("bad.jsonl", content, "--replace");
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain(message);
    expect(await texts()).toEqual(["of an array"]);
  }
});

test("[SN7] documents that are here already are refused, and replacing everything clears what the file has not", async () => {
  const path = join(app.folder, "whole.zip");
  other.write("extra.jsonl", '{"note":"going"}\n');
  succeeded(await other.cli("import", "--table", "extra", "-y", "extra.jsonl"));
  const refused = await other.cli("import", "--append", "-y", path);
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("there is a document with the id");

  succeeded(await other.cli("import", "--replace-all", "-y", path));
  expect(await texts(other)).toEqual(["first", "second"]);
  expect(succeeded(await other.cli("data", "extra"))).toContain("There are no documents in this table.");
});

test("[DP1] data lists tables, and documents in either order", async () => {
  expect(
    succeeded(await other.cli("data"))
      .trim()
      .split("\n")
      .slice(-3),
  ).toEqual(["authors", "extra", "notes"]);
  const documents = succeeded(
    await other.cli("data", "notes", "--limit", "1", "--order", "asc", "--format", "jsonLines"),
  );
  expect(documents).toContain('"text": "first"');
  expect(documents).not.toContain("second");
  expect(succeeded(await other.cli("data", "notes"))).toContain("5n");
});

test("[SN3] watchers see an import at once", async () => {
  const client = new ConvexClient(app.url, { logger: false });
  const seen = Promise.withResolvers<unknown>();
  const first = Promise.withResolvers<unknown>();
  client.onUpdate(all, {}, (value) => {
    if (value[0]?.text === "seen") seen.resolve(value);
    else first.resolve(value);
  });
  await first.promise;
  succeeded(await importing("seen.jsonl", '{"text":"seen"}', "--replace"));
  expect(await seen.promise).toHaveLength(1);
  await client.close();
});

test("[SN10] a push while an import goes on is refused with a sentence, another import waits, and chat goes on", async () => {
  const { database } = app.engine.deployment;
  const { operation } = database;
  let begun = 0;
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  database.operation = async (name, ...payload) => {
    if (name === "import.begin") begun++;
    if (name === "import.finish") {
      reached.resolve();
      await released.promise;
    }
    return await operation(name, ...payload);
  };
  onTestFinished(() => {
    database.operation = operation;
    released.resolve();
  });
  const before = await texts();
  const first = importing("first.jsonl", '{"text":"first of two"}', "--replace");
  await reached.promise;

  const refused = await app.deploy();
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("An import is in progress: push again when it has ended.");
  const second = importing("second.jsonl", '{"text":"second of two"}', "--append");
  const running = async () => {
    const call = {
      path: "_system/cli/queryImport:list",
      args: "[{}]",
      identity: null,
      mayCallInternal: true,
    };
    const { result } = await database.query(call);
    return result.ok ? result.json.split('"in_progress"').length - 1 : 0;
  };
  await expect.poll(running).toBe(2);
  // By the time that this is done the second one would have begun, if it did not wait.
  succeeded(await app.cli("export", "--path", "meanwhile.zip"));
  expect(begun).toBe(1);
  await app.http().mutation(add, { text: "said meanwhile" });
  expect(await texts()).toEqual([...before, "said meanwhile"].toSorted((a, b) => (a < b ? -1 : 1)));

  released.resolve();
  for (const imported of await Promise.all([first, second])) succeeded(imported);
  expect(await texts()).toEqual(["first of two", "second of two"]);
  succeeded(await app.deploy());
});

test("[SN5] what the CLI would not send is refused with a code, and the same import, sent well, works", async () => {
  const ask = async (path: string, body = "{}", authorization = `Convex ${app.engine.adminKey}`) => {
    const response = await fetch(`${app.url}/api/${path}`, {
      method: "POST",
      headers: { authorization },
      body,
    });
    return (await response.json()) as { code?: string; uploadToken?: string; importId?: string };
  };
  const part = (token: string, number: string) =>
    `import/upload_part?uploadToken=${token}&partNumber=${number}`;
  const { uploadToken = "" } = await ask("import/start_upload");
  const finish = (partTokens: string[], format = "jsonLines") =>
    JSON.stringify({ uploadToken, partTokens, import: { tableName: "notes", mode: "append", format } });

  expect(await ask("import/start_upload", "", "")).toMatchObject({ code: "Forbidden" });
  expect(await ask(part(uploadToken, "0"))).toMatchObject({ code: "BadPartNumber" });
  for (const token of ["../../x", "00000000-0000-0000-0000-000000000000"])
    expect(await ask(part(token, "1"))).toMatchObject({ code: "UploadNotFound" });
  expect(await ask("import/finish_upload", finish(["1"]))).toMatchObject({ code: "PartNotFound" });
  expect(await ask("import/finish_upload", finish(["1"], "xml"))).toMatchObject({ code: "BadImport" });
  expect(await ask("perform_import", '{"importId":"none"}')).toMatchObject({ code: "ImportNotFound" });

  expect(await ask(part(uploadToken, "1"), '{"text":"sent well"}')).toBe("1");
  const { importId } = await ask("import/finish_upload", finish(["1"]));
  expect(await ask("perform_import", JSON.stringify({ importId }))).toEqual({});
  expect(await ask("perform_import", JSON.stringify({ importId }))).toMatchObject({ code: "ImportNotFound" });
  await app.seen(all, {}, (notes) => notes.some(({ text }) => text === "sent well"));
});

test("[SN5] [FS3] an import that a stop has interrupted has failed, and the files it had brought go", async () => {
  const importId = await app.engine.deployment.snapshots.startUpload();
  const { snapshots } = app.engine.deployment;
  await snapshots.savePart(importId, 1, Readable.from([Buffer.from('{"text":"lost"}')]));
  const table = { component: "", name: "notes" };
  await snapshots.finishUpload(importId, [1], { mode: "append", format: "jsonLines", table });
  const stateOf = async () =>
    await app.engine.deployment.database.query({
      path: "_system/cli/queryImport",
      args: JSON.stringify([{ importId }]),
      identity: null,
      mayCallInternal: true,
    });
  expect(JSON.stringify(await stateOf())).toContain("waiting_for_confirmation");
  const named = await app.http().action(store, { text: "named" });
  const { sha256 } = await app.engine.deployment.files.save(Readable.from([Buffer.from("brought")]));
  expect(await app.engine.deployment.files.hashes()).toContain(sha256);

  await app.restart();
  await app.engine.deployment.snapshots.settled();
  expect(await app.engine.deployment.files.hashes()).not.toContain(sha256);
  expect(await app.http().action(read, { id: named })).toBe("named");

  expect(JSON.stringify(await stateOf())).toContain("nothing was imported");
  expect(await texts()).not.toContain("lost");
});
