import { expect, test } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

const { add, list, move, remove, titleOf, update } = api.chat.bookmarks;

type Name = "Ana" | "Ben" | "Zoe" | "Max";

async function makeBookmarks() {
  const workspace = await makeWorkspace();
  const { as, hiring } = workspace;
  const keep = async (name: Name, title: string, more: object = {}) =>
    await as(name).mutation(add, {
      channelId: hiring,
      url: `https://example.com/${title}`,
      title,
      ...more,
    });
  const titles = async (name: Name = "Ben") =>
    (await as(name).query(list, { channelId: hiring })).map(({ title }) => title);
  const refused = async (answer: Promise<unknown>, code: Parameters<typeof refusal>[0]) =>
    await expect(answer).rejects.toMatchObject(refusal(code));
  return { ...workspace, keep, titles, refused };
}

test("members add, change, move and remove them, and all who read the channel see them in one order", async () => {
  const { as, keep, titles, hiring } = await makeBookmarks();
  const a = await keep("Ana", "A");
  const b = await keep("Ben", "B", { emoji: "📌" });
  const c = await keep("Ben", " C \n c ", { beforeId: a });
  expect(await titles()).toEqual(["C c", "A", "B"]);
  await as("Ben").mutation(move, { bookmarkId: b, beforeId: c });
  await as("Ana").mutation(move, { bookmarkId: c });
  expect(await titles("Ana")).toEqual(["B", "A", "C c"]);
  await as("Ben").mutation(update, { bookmarkId: a, url: "/board", title: "Board" });
  await as("Ana").mutation(remove, { bookmarkId: c });
  expect(await as("Ben").query(list, { channelId: hiring })).toEqual([
    { _id: b, url: "https://example.com/B", title: "B", emoji: "📌" },
    { _id: a, url: "/board", title: "Board" },
  ]);
  await as("Ben").mutation(update, { bookmarkId: b, url: "/board", title: "B" });
  expect((await as("Ben").query(list, { channelId: hiring }))[0]).not.toHaveProperty("emoji");
});

test("the channel's log tells of each change, and of none where nothing changed", async () => {
  const { as, keep, hiring } = await makeBookmarks();
  const bookmarkId = await keep("Ben", "A");
  const same = { bookmarkId, url: "https://example.com/A", title: "A" };
  await as("Ben").mutation(update, same);
  await as("Ben").mutation(update, { ...same, url: "https://example.com/B" });
  await as("Ben").mutation(remove, { bookmarkId });
  const log = await as("Ana").query(api.events.list, { channelId: hiring, paginationOpts: firstPage });
  const told = log.page.filter(({ changes }) => changes.some(({ field }) => field === "bookmark"));
  expect(told.map(({ changes }) => changes)).toEqual([
    [{ field: "bookmark", before: "A" }],
    [
      { field: "bookmark", before: "A", after: "A" },
      { field: "bookmarkUrl", before: "https://example.com/A", after: "https://example.com/B" },
    ],
    [{ field: "bookmark", after: "A" }],
  ]);
});

test("outsiders, strangers and those who were removed see and change nothing", async () => {
  const { as, ben, hiring, keep, refused } = await makeBookmarks();
  const bookmarkId = await keep("Ben", "A");
  const tries = async (name: Name, code: Parameters<typeof refusal>[0]) => {
    await refused(keep(name, "X"), code);
    await refused(as(name).query(list, { channelId: hiring }), code);
    await refused(as(name).query(titleOf, { channelId: hiring, url: "/board" }), code);
    await refused(as(name).mutation(move, { bookmarkId }), code);
    await refused(as(name).mutation(remove, { bookmarkId }), code);
    await refused(as(name).mutation(update, { bookmarkId, url: "/board", title: "X" }), code);
  };
  await tries("Zoe", "NOT_FOUND");
  await tries("Max", "NOT_SIGNED_IN");
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  await tries("Ben", "NOT_FOUND");
  await as("Ana").mutation(remove, { bookmarkId });
  await refused(as("Ana").mutation(remove, { bookmarkId }), "NOT_FOUND");
  expect(await as("Ana").query(list, { channelId: hiring })).toEqual([]);
});

test("whoever may not write in the channel changes none: readers of a public one, an archived one, a limited one", async () => {
  const { as, refused } = await makeBookmarks();
  const channelId = await as("Ben").mutation(api.channels.create, { name: "news" });
  const draft = { channelId, url: "/board", title: "Board" };
  await as("Ben").mutation(add, draft);
  await refused(as("Zoe").mutation(add, draft), "NOT_A_MEMBER");
  expect(await as("Zoe").query(list, { channelId })).toHaveLength(1);
  await as("Zoe").mutation(api.channels.join, { channelId });
  await as("Zoe").mutation(add, draft);
  for (const posting of ["owners", "nobody"] as const) {
    await as("Ben").mutation(api.chat.channelSettings.setPosting, { channelId, posting });
    await refused(as("Zoe").mutation(add, draft), "POSTING_LIMITED");
    await as("Ben").mutation(add, draft);
  }
  await as("Ben").mutation(api.channels.archive, { channelId });
  await refused(as("Ben").mutation(add, draft), "CHANNEL_ARCHIVED");
  const [first] = await as("Zoe").query(list, { channelId });
  await refused(as("Ben").mutation(remove, { bookmarkId: first!._id }), "CHANNEL_ARCHIVED");
});

test("addresses that should not be opened, titles without letters or too long, and one too many are refused", async () => {
  const { keep, refused, titles } = await makeBookmarks();
  await refused(keep("Ben", "X", { url: "javascript:alert(1)" }), "ADDRESS_INVALID");
  await refused(keep("Ben", "X", { url: `https://example.com/${"x".repeat(2_000)}` }), "TEXT_TOO_LONG");
  await refused(keep("Ben", "X", { title: " \u200b " }), "TEXT_EMPTY");
  await refused(keep("Ben", "X", { title: "x".repeat(101) }), "TEXT_TOO_LONG");
  await refused(keep("Ben", "X", { emoji: "x" }), "EMOJI_INVALID");
  for (let i = 0; i < LIMITS.bookmarksPerChannel; i += 1) await keep("Ben", `${i}`);
  await refused(keep("Ben", "X"), "TOO_MANY_BOOKMARKS");
  expect(await titles()).toHaveLength(LIMITS.bookmarksPerChannel);
});

test("a title is offered of what all readers of the channel may know, and of nothing else", async () => {
  const { as, t, say, ana, general, hiring } = await makeBookmarks();
  const secret = await say("Ana", hiring, `First line for <@${ana}>\nSecond`);
  const open = await say("Ben", general, "Open to all");
  const task = await as("Ana").mutation(api.tasks.create, { channelId: hiring, title: "Hire" });
  const note = await as("Ana").mutation(api.filing.notes.create, {
    channelId: hiring,
    folderId: null,
    title: "Plan",
    text: "",
  });
  const named = async (channelId: Id<"channels">, url: string) =>
    await as("Ana").query(titleOf, { channelId, url });
  const message = (channelId: string, id: string) => `/c/${channelId}/m/${id}`;
  expect(await named(hiring, message(hiring, secret))).toBe("First line for @Ana");
  expect(await named(general, message(hiring, secret))).toBeNull();
  expect(await named(hiring, message(general, open))).toBe("Open to all");
  expect(await named(hiring, `/board?task=${task}`)).toBe("Hire");
  expect(await named(general, `/board?task=${task}`)).toBeNull();
  expect(await named(hiring, `/c/${hiring}/files?note=${note}`)).toBe("Plan");
  expect(await named(general, `/c/${hiring}/files?note=${note}`)).toBeNull();
  expect(await named(hiring, `/c/${general}`)).toBe("#general");
  expect(await named(general, `/c/${hiring}`)).toBeNull();
  expect(await named(general, "/c/nothing/m/nothing")).toBeNull();

  const url = "https://example.com/";
  await say("Ben", general, url);
  const [look] = await t.mutation(internal.scheduled.linkLooks.claim, { sender: "s", most: 1 });
  const links = [{ url, seen: { title: "Example", site: "example.com" } }];
  await t.mutation(internal.scheduled.linkLooks.settle, { key: look!.key, links });
  expect(await named(general, "example.com")).toBe("Example");
  expect(await named(hiring, "example.com")).toBeNull();
});
