/** Notes: several people write one text and lose no word of it; who may read, write and delete it. */
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = Parameters<Workspace["as"]>[0];
type NoteId = Id<"notes">;
const { list, deleted, get, revisions, create, save, rename, move, remove, restore } = api.filing.notes;
const { folders } = api.filing;

/** What a server says of an id that is of another table. */
const NO_ID = /validat|ID/i;

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});

const write = async (who: Name, text: string, more: { title?: string; channelId?: Id<"channels"> } = {}) => {
  const { title = "Plan", channelId = workspace.hiring } = more;
  return await workspace.as(who).mutation(create, { channelId, folderId: null, title, text });
};
const put = async (who: Name, noteId: NoteId, revision: number, text: string) =>
  await workspace.as(who).mutation(save, { noteId, revision, text });
const textOf = async (who: Name, noteId: NoteId) => (await workspace.as(who).query(get, { noteId })).text;
const formerTexts = async (who: Name, noteId: NoteId) =>
  (await workspace.as(who).query(revisions, { noteId, paginationOpts: firstPage })).page.map(
    ({ text }) => text,
  );
const titles = async (who: Name, args: object = {}) =>
  (
    await workspace.as(who).query(list, { channelId: workspace.hiring, ...args, paginationOpts: firstPage })
  ).page.map(({ title }) => title);
const found = async (who: Name, text: string) =>
  (await workspace.as(who).query(api.search.all, { text, paginationOpts: firstPage })).page.map(
    ({ id }) => id,
  );

describe("writing", () => {
  test("one after another: each save is a revision with its author, and all of them are kept", async () => {
    const { as, ana, ben } = workspace;
    const noteId = await write("Ana", "One\r\ntwo");
    expect(await put("Ben", noteId, 1, "One\ntwo\nthree")).toEqual({ status: "saved", revision: 2 });
    expect(await as("Ana").query(get, { noteId })).toMatchObject({
      text: "One\ntwo\nthree",
      revision: 2,
      createdBy: ana,
      changedBy: ben,
    });
    const { page } = await as("Ana").query(revisions, { noteId, paginationOpts: firstPage });
    expect(page).toMatchObject([
      { revision: 2, authorId: ben, text: "One\ntwo\nthree" },
      { revision: 1, authorId: ana, text: "One\ntwo" },
    ]);
  });

  test("at once in different parts: both are there, whoever saved last", async () => {
    const noteId = await write("Ana", "Monday\n\nTuesday\n\nFriday");
    await put("Ana", noteId, 1, "Monday: plan\n\nTuesday\n\nFriday");
    expect(await put("Ben", noteId, 1, "Monday\n\nTuesday\n\nFriday: ship\n")).toEqual({
      status: "saved",
      revision: 3,
    });
    expect(await textOf("Ana", noteId)).toBe("Monday: plan\n\nTuesday\n\nFriday: ship\n");
  });

  test("at once in the same part: nothing is written until somebody chose, and both are answered", async () => {
    const { ana } = workspace;
    const noteId = await write("Ana", "Monday\n\nFriday");
    await put("Ana", noteId, 1, "Monday: plan\n\nFriday");
    const answer = await put("Ben", noteId, 1, "Monday: rest\n\nFriday: ship");
    expect(answer).toEqual({
      status: "conflict",
      revision: 2,
      changedBy: ana,
      pieces: [{ mine: "Monday: rest", theirs: "Monday: plan" }, { text: "\nFriday: ship" }],
    });
    expect(await textOf("Ben", noteId)).toBe("Monday: plan\n\nFriday");
    await put("Ben", noteId, 2, "Monday: plan\nMonday: rest\n\nFriday: ship");
    expect(await formerTexts("Ana", noteId)).toEqual([
      "Monday: plan\nMonday: rest\n\nFriday: ship",
      "Monday: plan\n\nFriday",
      "Monday\n\nFriday",
    ]);
  });

  test("the same save once more, and a save of what is there, write nothing", async () => {
    const noteId = await write("Ana", "One");
    await put("Ben", noteId, 1, "Two");
    expect(await put("Ben", noteId, 1, "Two")).toEqual({ status: "saved", revision: 2 });
    expect(await put("Ana", noteId, 2, "Two")).toEqual({ status: "saved", revision: 2 });
    expect(await put("Ana", noteId, 1, "One")).toEqual({ status: "saved", revision: 2 });
    expect(await formerTexts("Ana", noteId)).toEqual(["Two", "One"]);
  });

  test("an older text comes back as a new revision, and none in between is gone", async () => {
    const noteId = await write("Ana", "One");
    await put("Ben", noteId, 1, "");
    await put("Ana", noteId, 2, "One");
    expect(await formerTexts("Ben", noteId)).toEqual(["One", "", "One"]);
  });

  test("texts and titles have a length; two that are too long together are put to the person", async () => {
    const half = "x".repeat(LIMITS.noteText / 2);
    const noteId = await write("Ana", "a\n\nb");
    for (const change of [
      write("Ana", "x".repeat(LIMITS.noteText + 1)),
      put("Ana", noteId, 1, "x".repeat(LIMITS.noteText + 1)),
      write("Ana", "x", { title: "x".repeat(LIMITS.noteTitle + 1) }),
    ])
      await expect(change).rejects.toMatchObject(refusal("TEXT_TOO_LONG"));
    await expect(write("Ana", "x", { title: "\u200B" })).rejects.toMatchObject(refusal("TEXT_EMPTY"));
    await put("Ana", noteId, 1, `${half}\n\nb`);
    expect(await put("Ben", noteId, 1, `a\n\n${half}`)).toMatchObject({
      status: "conflict",
      pieces: [{ text: `${half}\n\n${half}` }],
    });
    expect(await textOf("Ben", noteId)).toBe(`${half}\n\nb`);
    await put("Ana", noteId, 2, "x".repeat(LIMITS.noteText));
  });

  test("a revision that never was is none", async () => {
    const noteId = await write("Ana", "One");
    for (const revision of [0, 2, -1, 1.5, Number.NaN, Infinity])
      await expect(put("Ana", noteId, revision, "Two")).rejects.toMatchObject(refusal("NOT_FOUND"));
    expect(await formerTexts("Ana", noteId)).toEqual(["One"]);
  });
});

describe("lists", () => {
  test("notes lie in folders, and are found in the whole channel by title and author", async () => {
    const { as, hiring, ana, ben } = workspace;
    const folderId = await as("Ana").mutation(folders.create, {
      channelId: hiring,
      parentId: null,
      name: "Plans",
    });
    const noteId = await write("Ana", "Text", { title: "Launch plan" });
    await write("Ben", "Text", { title: "Retro" });
    await as("Ben").mutation(move, { noteId, folderId });
    await as("Ben").mutation(move, { noteId, folderId });
    await as("Ben").mutation(rename, { noteId, title: "Läunch" });
    expect(await titles("Ana")).toEqual(["Retro", "Läunch"]);
    expect(await titles("Ana", { folderId: null })).toEqual(["Retro"]);
    expect(await titles("Ben", { folderId })).toEqual(["Läunch"]);
    expect(await titles("Ben", { title: "laun" })).toEqual(["Läunch"]);
    expect(await titles("Ben", { authorId: ben })).toEqual(["Retro"]);
    await as("Ana").mutation(folders.remove, { folderId });
    expect(await titles("Ana", { authorId: ana })).toEqual(["Läunch"]);
    expect(await textOf("Ana", noteId)).toBe("Text");
    const { page } = await as("Ana").query(api.events.log, { noun: "note", paginationOpts: firstPage });
    expect(page.map(({ verb }) => verb).toReversed()).toEqual(["created", "created", "moved", "changed"]);
  });

  test("who made it and admins delete it and bring it back with all its texts; others do neither", async () => {
    const { as, general } = workspace;
    const noteId = await write("Ben", "One", { channelId: general });
    await put("Zoe", noteId, 1, "Two");
    await expect(as("Zoe").mutation(remove, { noteId })).rejects.toMatchObject(refusal("FORBIDDEN"));
    await as("Ben").mutation(remove, { noteId });
    for (const change of [
      as("Ben").mutation(remove, { noteId }),
      as("Ben").query(get, { noteId }),
      as("Ben").query(revisions, { noteId, paginationOpts: firstPage }),
      put("Ben", noteId, 2, "Three"),
      as("Ben").mutation(rename, { noteId, title: "x" }),
      as("Ben").mutation(move, { noteId, folderId: null }),
    ])
      await expect(change).rejects.toMatchObject(refusal("NOT_FOUND"));
    expect(await titles("Zoe", { channelId: general })).toEqual([]);
    const away = await as("Zoe").query(deleted, { channelId: general, paginationOpts: firstPage });
    expect(away.page.map(({ title }) => title)).toEqual(["Plan"]);
    await expect(as("Zoe").mutation(restore, { noteId })).rejects.toMatchObject(refusal("FORBIDDEN"));
    await as("Ana").mutation(restore, { noteId });
    await as("Ana").mutation(restore, { noteId });
    expect(await formerTexts("Zoe", noteId)).toEqual(["Two", "One"]);
  });
});

describe("who may", () => {
  test("strangers, outsiders and those who were removed read nothing and change nothing", async () => {
    const { t, as, ben, hiring } = workspace;
    const noteId = await write("Ben", "One");
    await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
    const paginationOpts = firstPage;
    for (const [caller, code] of [
      [as("Ben"), "NOT_FOUND"],
      [as("Zoe"), "NOT_FOUND"],
      [as("Max"), "NOT_SIGNED_IN"],
      [t, "NOT_SIGNED_IN"],
    ] as const)
      for (const asked of [
        caller.query(list, { channelId: hiring, paginationOpts }),
        caller.query(deleted, { channelId: hiring, paginationOpts }),
        caller.query(get, { noteId }),
        caller.query(revisions, { noteId, paginationOpts }),
        caller.mutation(create, { channelId: hiring, folderId: null, title: "x", text: "" }),
        caller.mutation(save, { noteId, revision: 1, text: "x" }),
        caller.mutation(rename, { noteId, title: "x" }),
        caller.mutation(move, { noteId, folderId: null }),
        caller.mutation(remove, { noteId }),
        caller.mutation(restore, { noteId }),
      ])
        await expect(asked).rejects.toMatchObject(refusal(code));
    expect(await formerTexts("Ana", noteId)).toEqual(["One"]);
  });

  test("a public channel's notes are read by all and written by its members; an archived one's are only read", async () => {
    const { as, zoe } = workspace;
    const channelId = await as("Ana").mutation(api.channels.create, { name: "open" });
    const noteId = await write("Ana", "One", { channelId });
    expect(await textOf("Zoe", noteId)).toBe("One");
    await expect(put("Zoe", noteId, 1, "Two")).rejects.toMatchObject(refusal("NOT_A_MEMBER"));
    await as("Ana").mutation(api.channels.addMember, { channelId, userId: zoe });
    await put("Zoe", noteId, 1, "Two");
    await as("Ana").mutation(api.channels.archive, { channelId });
    for (const change of [
      write("Ana", "x", { channelId }),
      put("Ana", noteId, 2, "x"),
      as("Ana").mutation(rename, { noteId, title: "x" }),
      as("Ana").mutation(remove, { noteId }),
    ])
      await expect(change).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));
    expect(await textOf("Zoe", noteId)).toBe("Two");
  });

  test("ids of other things are no note, and a folder of another channel is no place", async () => {
    const { as, general, hiring } = workspace;
    const noteId = await write("Ana", "One");
    const there = await as("Ana").mutation(folders.create, {
      channelId: general,
      parentId: null,
      name: "There",
    });
    for (const id of ["", "nothing", general, there])
      await expect(as("Ana").query(get, { noteId: id })).rejects.toMatchObject(refusal("NOT_FOUND"));
    for (const change of [
      as("Ana").mutation(move, { noteId, folderId: there }),
      as("Ana").mutation(create, { channelId: hiring, folderId: there, title: "x", text: "" }),
    ])
      await expect(change).rejects.toMatchObject(refusal("NOT_FOUND"));
    for (const id of [there, hiring] as unknown[] as NoteId[])
      await expect(put("Ana", id, 1, "x")).rejects.toThrow(NO_ID);
  });
});

test("a note is found by its title and its newest text, by those who may read it, while it is there", async () => {
  const { as } = workspace;
  const noteId = await write("Ben", "We meet in Kyoto", { title: "Travel plan" });
  for (const text of ["kyoto", "travel kyoto", '"meet in"', "has:document kyoto", "has:file from:ben"])
    expect([text, await found("Ana", text)]).toEqual([text, [noteId]]);
  for (const text of ["has:image kyoto", "from:ana kyoto", "has:link"])
    expect([text, await found("Ana", text)]).toEqual([text, []]);
  expect(await found("Zoe", "kyoto")).toEqual([]);
  await put("Ana", noteId, 1, "We meet in Osaka");
  expect([await found("Ben", "kyoto"), await found("Ben", "osaka")]).toEqual([[], [noteId]]);
  const { page } = await as("Ben").query(api.search.all, {
    text: "osaka",
    kind: "note",
    paginationOpts: firstPage,
  });
  expect(page).toMatchObject([{ kind: "note", title: "Travel plan", text: "We meet in Osaka" }]);
  await as("Ana").mutation(remove, { noteId });
  expect(await found("Ben", "osaka")).toEqual([]);
  await as("Ana").mutation(restore, { noteId });
  expect(await found("Ben", "osaka")).toEqual([noteId]);
});
