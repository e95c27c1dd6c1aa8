/** A channel that was deleted, and every public function asked about it and all that was in it: none knows of it, and none brings a row of it back. */
import { makeFunctionReference } from "convex/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "../../convex/_generated/api";
import type { TableNames } from "../../convex/_generated/dataModel";
import schema from "../../convex/schema";
import { makeWorkspace } from "../../convex/testing.setup";
import { argsFor, publicFunctions, type Known, type Pools } from "./asking";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  vi.stubEnv("CONVEX_SITE_URL", "http://127.0.0.1:1");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const WORD = "sekretlighthouse";
type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

async function fill({ as, t, hiring: channelId, ana, say }: Workspace): Promise<void> {
  const ben = as("Ben");
  const text = `${WORD} <@${ana}>`;
  const threadId = await say("Ben", channelId, text);
  await ben.mutation(api.messages.create, { channelId, threadId, text });
  await ben.mutation(api.tasks.create, { channelId, title: WORD, assigneeId: ana });
  await ben.mutation(api.filing.folders.create, { channelId, parentId: null, name: WORD });
  await ben.mutation(api.filing.notes.create, { channelId, folderId: null, title: WORD, text: WORD });
  await ben.mutation(api.chat.bookmarks.add, { channelId, url: "/board", title: WORD });
  const storageId = await t.run(async ({ storage }) => await storage.store(new Blob([WORD])));
  const fileId = await ben.mutation(api.files.save, { storageId, name: WORD, type: "text/plain" });
  await ben.mutation(api.messages.create, { channelId, text: "", fileIds: [fileId] });
  await ben.mutation(api.drafts.save, { channelId, text: WORD });
}

/** The ids of all rows by their tables. */
async function idsOf({ t }: Workspace): Promise<Map<string, string[]>> {
  return await t.run(async ({ db }) => {
    const tables = Object.keys(schema.tables) as TableNames[];
    const rows = tables.map(async (table) => [
      table,
      (await db.query(table).collect()).map(({ _id }) => _id),
    ]);
    return new Map((await Promise.all(rows)) as [string, string[]][]);
  });
}

const asText = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? String(part) : part)) ?? "";

const THINGS = ["channels", "messages", "tasks", "files", "folders", "notes", "bookmarks"];

test.each(["while it goes on", "once it is done"])("it is unknown to every function, %s", async (when) => {
  const workspace = await makeWorkspace();
  const { t, as, hiring } = workspace;
  const before = await idsOf(workspace);
  await fill(workspace);
  const filled = await idsOf(workspace);
  const goneOf = (table: string) =>
    (filled.get(table) ?? []).filter((id) => !before.get(table)?.includes(id) || id === hiring);
  const gone = THINGS.flatMap(goneOf);
  await as("Ana").mutation(api.chat.channelSettings.remove, { channelId: hiring, name: "hiring" });
  const settle = async () => await t.finishAllScheduledFunctions(vi.runAllTimers);
  if (when === "once it is done") await settle();
  const ids: Pools["ids"] = (table) =>
    THINGS.includes(table) ? goneOf(table) : (before.get(table) ?? []).slice(0, 1);
  // What people are is no part of a channel; and what Ben has not sent is his own until its turn comes.
  const functions = [...(await publicFunctions())].filter(
    ([path]) => !/^(users|workspace|emails|operator|drafts:list)/.test(path),
  );
  expect(functions.length).toBeGreaterThan(100);
  const ben = as("Ben");
  const ask = async (path: string, { kind, fields }: Known) => {
    const told = [];
    for (const args of argsFor(fields, { texts: [kind === "query" ? WORD : "other"], ids })) {
      const answer =
        kind === "query"
          ? ben.query(makeFunctionReference<"query">(path), args)
          : ben.mutation(makeFunctionReference<"mutation">(path), args);
      const said = asText(await answer.catch((error: { data?: unknown }) => error.data));
      if (said.includes(WORD)) told.push([path, args]);
    }
    return told;
  };
  const told = [];
  for (const [path, known] of functions) told.push(...(await ask(path, known)));
  expect(told).toEqual([]);
  await settle();
  const rows = await t.run(async ({ db }) => {
    const tables = Object.keys(schema.tables) as TableNames[];
    return (await Promise.all(tables.map(async (table) => await db.query(table).collect()))).flat();
  });
  // What a client has called its own request is a text that it chose, here one of the ids.
  const said = rows.map((row) => asText({ ...row, clientId: undefined }));
  const naming = said.filter((row) => gone.some((id) => row.includes(id)));
  expect(naming).toEqual([]);
});
