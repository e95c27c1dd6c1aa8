/** Link previews: which messages get one, who sees it and its picture, and what becomes of it. */
import { beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS, HOUR_MS } from "../../shared/time";
import { makeWorkspace, refusal } from "../../testing.setup";
import { passFor, passUntil } from "./passes";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = Parameters<Workspace["as"]>[0];

const NOON = Date.parse("2026-11-29T12:00:00Z");

let workspace: Workspace;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: NOON });
  workspace = await makeWorkspace();
  return () => void vi.useRealTimers();
});

const { linkLooks } = internal.scheduled;
type Seen = { title: string; site: string; pictureId?: Id<"_storage">; pictureType?: string } | null;

const claim = async (most = 10) => await workspace.t.mutation(linkLooks.claim, { sender: "s", most });

/** Does what the sender does, with a web in which every page is called by its URL. @returns what it had to look at */
async function look(
  urls: string[],
  page: (url: string) => Seen | Promise<Seen> = (url) => ({ title: url, site: "x" }),
) {
  const asked: string[] = [];
  for (const { key, text } of await claim()) {
    const own = urls.filter((url) => text.includes(url));
    const plan = await workspace.t.mutation(linkLooks.plan, { key, urls: own });
    asked.push(...plan.look);
    const shown = own.filter((url) => [...plan.known, ...plan.look].includes(url));
    const links = shown.map(async (url) =>
      plan.look.includes(url) ? { url, seen: await page(url) } : { url },
    );
    await workspace.t.mutation(linkLooks.settle, { key, links: await Promise.all(links) });
  }
  return asked;
}

const A = "https://a.example/";
const B = "https://b.example/";
const previewsOf = async (name: Name, messageId: Id<"messages">) =>
  (await workspace.as(name).query(api.messages.get, { messageId })).linkPreviews;
const titlesOf = async (name: Name, messageId: Id<"messages">) =>
  (await previewsOf(name, messageId)).map(({ title }) => title);
const edit = async (messageId: Id<"messages">, text: string) =>
  await workspace.as("Ben").mutation(api.messages.update, { messageId, text });
const rows = async () => await workspace.t.run(async ({ db }) => await db.query("linkPreviews").collect());

async function picture(): Promise<Seen> {
  const pictureId = await workspace.t.run(async ({ storage }) => await storage.store(new Blob(["GIF89a"])));
  return { title: "With a picture", site: "x", pictureId, pictureType: "image/gif" };
}

test("a link gets a preview that all readers see, and a text without links asks for nothing", async () => {
  const { say, general } = workspace;
  const plain = await say("Ben", general, "Hello");
  const linked = await say("Ben", general, `See ${A} and ${B}`);
  expect((await claim()).map(({ text }) => text)).toEqual([`See ${A} and ${B}`]);
  await edit(linked, `See ${A} or ${B}`);
  expect(await look([A, B])).toEqual([A, B]);
  expect(await titlesOf("Zoe", linked)).toEqual([A, B]);
  expect(await previewsOf("Zoe", plain)).toEqual([]);
  expect(await claim()).toEqual([]);
});

test("a URL is looked at once a day for everybody, and one without a page once an hour", async () => {
  const { say, general } = workspace;
  const first = await say("Ben", general, A);
  await say("Ben", general, B);
  const page = (url: string): Seen => (url === A ? { title: "A", site: "x" } : null);
  expect(await look([A, B], page)).toEqual([A, B]);
  const second = await say("Zoe", general, `${A} ${B}`);
  expect(await look([A, B], page)).toEqual([]);
  expect([await titlesOf("Zoe", first), await titlesOf("Zoe", second)]).toEqual([["A"], ["A"]]);
  vi.setSystemTime(NOON + HOUR_MS);
  await say("Zoe", general, `${A} ${B}`);
  expect(await look([A, B], page)).toEqual([B]);
  vi.setSystemTime(NOON + DAY_MS);
  const later = await say("Zoe", general, A);
  expect(await look([A], () => ({ title: "A, later", site: "x" }))).toEqual([A]);
  expect([await titlesOf("Ana", first), await titlesOf("Ana", later)]).toEqual([["A"], ["A, later"]]);
});

test("what a private channel linked to is of no use outside, and what was public not inside", async () => {
  const { say, general, hiring } = workspace;
  await say("Ben", hiring, A);
  expect(await look([A])).toEqual([A]);
  await say("Zoe", general, A);
  expect(await look([A])).toEqual([A]);
  await say("Ana", hiring, A);
  expect(await look([A])).toEqual([]);
});

test("edits add, keep, take away and bring back", async () => {
  const id = await workspace.say("Ben", workspace.general, "Hello");
  await edit(id, `Hello ${A}`);
  expect(await look([A])).toEqual([A]);
  const [before] = await previewsOf("Ben", id);
  vi.setSystemTime(NOON + 3 * DAY_MS);
  await edit(id, `Hello ${A} ${B}`);
  // What it had stays as it was.
  expect(await look([A, B])).toEqual([B]);
  expect((await previewsOf("Ben", id))[0]).toEqual(before);
  await edit(id, `Hello ${B}`);
  await look([A, B]);
  expect(await titlesOf("Ben", id)).toEqual([B]);
  await edit(id, "Hello");
  expect(await titlesOf("Ben", id)).toEqual([]);
  expect(await claim()).toEqual([]);
});

test("what was seen for an older text, or for a message that is gone, is dropped", async () => {
  const { as, t, say, general } = workspace;
  const id = await say("Ben", general, A);
  const { key } = (await claim())[0]!;
  await edit(id, B);
  expect(await t.mutation(linkLooks.plan, { key, urls: [A] })).toMatchObject({ known: [], look: [] });
  await t.mutation(linkLooks.settle, { key, links: [{ url: A, seen: { title: "Late", site: "x" } }] });
  expect(await previewsOf("Ben", id)).toEqual([]);
  expect(await look([A, B])).toEqual([B]);
  expect(await titlesOf("Ben", id)).toEqual([B]);
  const other = await say("Ben", general, A);
  await as("Ben").mutation(api.messages.remove, { messageId: other });
  expect(await claim()).toEqual([]);
});

test("its author or an admin takes a preview off, edits leave it off, and who took it off puts it back", async () => {
  const { as, say, general } = workspace;
  const messageId = await say("Ben", general, `${A} ${B}`);
  await look([A, B]);
  const { removeLinkPreview: remove, restoreLinkPreview: restore } = api.messages;
  const args = { messageId, url: A };
  await expect(as("Zoe").mutation(remove, args)).rejects.toMatchObject(refusal("FORBIDDEN"));
  await expect(as("Max").mutation(remove, args)).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  await as("Ben").mutation(remove, args);
  await as("Ben").mutation(remove, args);
  expect(await titlesOf("Zoe", messageId)).toEqual([B]);
  await edit(messageId, `Again ${A} ${B}`);
  await look([A, B]);
  expect(await titlesOf("Zoe", messageId)).toEqual([B]);
  await edit(messageId, `Without ${B}`);
  await look([A, B]);
  await edit(messageId, `With ${A} ${B}`);
  await look([A, B]);
  expect(await titlesOf("Zoe", messageId)).toEqual([B]);
  await expect(as("Zoe").mutation(restore, args)).rejects.toMatchObject(refusal("FORBIDDEN"));
  await as("Ben").mutation(restore, args);
  expect(await titlesOf("Zoe", messageId)).toEqual([A, B]);
  // What an admin took off, the author does not put back.
  await as("Ana").mutation(remove, args);
  await expect(as("Ben").mutation(restore, args)).rejects.toMatchObject(refusal("FORBIDDEN"));
  await as("Ana").mutation(restore, args);
  expect(await titlesOf("Zoe", messageId)).toEqual([A, B]);
});

test("the preview of another message, and one of a channel that the caller is not in, are not there", async () => {
  const { as, say, general, hiring } = workspace;
  const inHiring = await say("Ben", hiring, A);
  const inGeneral = await say("Zoe", general, B);
  await look([A, B]);
  for (const [messageId, url] of [
    [inHiring, A],
    [inGeneral, A],
    [inGeneral, "x".repeat(100_000)],
    [inGeneral, ""],
  ] as const)
    await expect(
      as("Zoe").mutation(api.messages.removeLinkPreview, { messageId, url }),
    ).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("many links that were taken off are remembered up to a number", async () => {
  const { as, say, general } = workspace;
  const messageId = await say("Ben", general, A);
  for (let i = 0; i <= LIMITS.linksHidden; i += 1) {
    const url = `https://${i}.example/`;
    await edit(messageId, url);
    await look([url]);
    await as("Ben").mutation(api.messages.removeLinkPreview, { messageId, url });
    if (i % 10 === 9) vi.setSystemTime(Date.now() + HOUR_MS);
  }
  const message = await workspace.t.run(async ({ db }) => await db.get("messages", messageId));
  expect(message!.hiddenLinks).toHaveLength(LIMITS.linksHidden);
});

test("a person asks for so many links an hour, known ones counted, and others go on", async () => {
  const { say, general } = workspace;
  const urls = Array.from({ length: LIMITS.linksPerHour }, (_, i) => `https://${i}.example/`);
  for (let i = 0; i < urls.length; i += 3) {
    await say("Ben", general, urls.slice(i, i + 3).join(" "));
    await look(urls.slice(i, i + 3));
  }
  const known = await say("Ben", general, urls[0]!);
  const unknown = await say("Ben", general, A);
  expect(await look([A, urls[0]!])).toEqual([]);
  // Known or not: nothing is asked for, and a known one tells nothing.
  expect(await titlesOf("Ben", unknown)).toEqual([]);
  expect(await titlesOf("Ben", known)).toEqual([]);
  await say("Zoe", general, A);
  expect(await look([A])).toEqual([A]);
  vi.setSystemTime(NOON + HOUR_MS);
  await say("Ben", general, B);
  expect(await look([B])).toEqual([B]);
});

test("an admin switches them off: nothing new is looked at, and what is there stays", async () => {
  const { as, say, general } = workspace;
  const before = await say("Ben", general, A);
  await look([A]);
  const off = { hasLinkPreviews: false };
  await expect(as("Ben").mutation(api.workspace.update, off)).rejects.toMatchObject(refusal("FORBIDDEN"));
  await as("Ana").mutation(api.workspace.update, off);
  expect(await as("Ben").query(api.workspace.get, {})).toMatchObject(off);
  await say("Ben", general, B);
  expect(await claim()).toEqual([]);
  await edit(before, `${A} ${B}`);
  expect(await look([A, B])).toEqual([]);
  expect(await titlesOf("Zoe", before)).toEqual([A]);
  await edit(before, B);
  await look([A, B]);
  expect(await titlesOf("Zoe", before)).toEqual([]);
  await as("Ana").mutation(api.workspace.update, { hasLinkPreviews: true });
  await say("Ben", general, B);
  expect(await look([B])).toEqual([B]);
});

test("a message that stays unsettled is looked at twice, and then left", async () => {
  const { say, general } = workspace;
  await say("Ben", general, A);
  for (const expected of [1, 1, 0]) {
    expect(await claim()).toHaveLength(expected);
    vi.setSystemTime(Date.now() + HOUR_MS);
  }
});

const opened = async (name: "ana" | "ben" | "zoe", fileId: string, messageId: string) => {
  const { t } = workspace;
  const pass = await t.run(async ({ db }) => await passFor({ db }, workspace[name], passUntil(Date.now())));
  return await t.query(internal.files.opened, { fileId, pass: pass ?? "", part: "file", messageId });
};

test("the picture of a preview is for those who may read its message, while it shows it", async () => {
  const { as, say, general, hiring, ben } = workspace;
  const messageId = await say("Ben", hiring, A);
  const other = await say("Ben", general, "Other");
  await look([A], picture);
  const { _id, hasPicture } = (await previewsOf("Ben", messageId))[0]!;
  expect(hasPicture).toBe(true);
  expect(await opened("ben", _id, messageId)).toMatchObject({ type: "image/gif", size: 6 });
  for (const [name, id, message] of [
    ["zoe", _id, messageId],
    ["ben", _id, other],
    ["ben", messageId, messageId],
    ["ben", _id, ben],
    ["ben", "x".repeat(5_000), "y"],
  ] as const)
    expect(await opened(name, id, message), `${name} ${id} ${message}`).toBeNull();
  await as("Ben").mutation(api.messages.removeLinkPreview, { messageId, url: A });
  expect(await opened("ben", _id, messageId)).toBeNull();
  await as("Ben").mutation(api.messages.restoreLinkPreview, { messageId, url: A });
  expect(await opened("ben", _id, messageId)).not.toBeNull();
  await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
  expect(await opened("ben", _id, messageId)).toBeNull();
  expect(await opened("ana", _id, messageId)).not.toBeNull();
  await as("Ana").mutation(api.messages.remove, { messageId });
  expect(await opened("ana", _id, messageId)).toBeNull();
});

test("the picture of a preview is nobody's file", async () => {
  const { as, say, general } = workspace;
  await say("Ben", general, A);
  await look([A], picture);
  const storageId = (await rows())[0]!.pictureId!;
  const draft = { storageId, name: "mine.gif", type: "image/gif" };
  await expect(as("Ben").mutation(api.files.save, draft)).rejects.toMatchObject(refusal("NOT_FOUND"));
});

const cleanUp = async () => {
  await workspace.t.mutation(internal.operator.cronRuns.cleanUp, {});
  await workspace.t.finishAllScheduledFunctions(vi.runAllTimers);
};

test("a preview goes a week after its last message, with its picture; used ones and their pictures stay", async () => {
  const { as, say, general } = workspace;
  const first = await say("Ben", general, A);
  const second = await say("Ben", general, A);
  const third = await say("Ben", general, B);
  await look([A, B], async (url) => (url === A ? await picture() : null));
  const used = async () => await as("Ana").query(api.files.usedBytes, {});
  expect(await used()).toBe(6);
  vi.setSystemTime(NOON + 30 * DAY_MS);
  await cleanUp();
  // The page that had nothing to show is not used by anybody.
  expect((await rows()).map(({ url }) => url)).toEqual([A]);
  await edit(first, "None");
  await cleanUp();
  expect(await titlesOf("Ben", second)).toEqual(["With a picture"]);
  await edit(second, "None");
  vi.setSystemTime(NOON + 36 * DAY_MS);
  await cleanUp();
  expect(await rows()).toHaveLength(1);
  vi.setSystemTime(NOON + 38 * DAY_MS);
  await cleanUp();
  expect(await rows()).toEqual([]);
  expect(await used()).toBe(0);
  expect(await workspace.t.run(async ({ db }) => await db.system.query("_storage").collect())).toEqual([]);
  expect(await previewsOf("Ben", third)).toEqual([]);
});

test("where the limit of all files is reached, previews come without pictures", async () => {
  const { as, t, say, general } = workspace;
  await as("Ana").mutation(api.files.setLimits, { fileBytes: 1_000, totalBytes: 1_000 });
  await say("Ben", general, A);
  const { key } = (await claim())[0]!;
  expect(await t.mutation(linkLooks.plan, { key, urls: [A] })).toEqual({
    known: [],
    look: [A],
    hasRoom: false,
  });
});
