/** Emoji of the workspace: who adds and removes them, what may be one, and that people react with those that are there. */
import { beforeEach, describe, expect, test } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { EMOJI_PICTURE } from "../../shared/files";
import { LIMITS } from "../../shared/limits";
import { firstPage, makeWorkspace, png, putUpload, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = Parameters<Workspace["as"]>[0];

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});

const upload = async (bytes: Uint8Array<ArrayBuffer>, type = "image/png") =>
  await putUpload(workspace.t, bytes, type);

function gif(side: number, size = 30): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  bytes.set(new TextEncoder().encode("GIF89a"));
  for (const at of [6, 8]) new DataView(bytes.buffer).setUint16(at, side, true);
  return bytes;
}

type Pictures = { storageId: Id<"_storage">; smallId: Id<"_storage"> };

async function add(by: Name, name: string, pictures: Partial<Pictures> = {}): Promise<null> {
  const draft = {
    name,
    storageId: pictures.storageId ?? (await upload(png(EMOJI_PICTURE.side))),
    smallId: pictures.smallId ?? (await upload(png(EMOJI_PICTURE.smallSide))),
  };
  return await workspace.as(by).action(api.outside.files.pictures.addEmoji, draft);
}

const names = async (reader: Name = "Zoe") => await workspace.as(reader).query(api.workspace.emojiNames, {});
const listed = async (text?: string) =>
  (
    await workspace
      .as("Zoe")
      .query(api.workspace.listEmoji, { ...(text && { text }), paginationOpts: firstPage })
  ).page;
const stored = async () =>
  await workspace.t.run(async ({ db }) => (await db.system.query("_storage").collect()).length);

describe("adding", () => {
  test("anybody adds one, everybody has its name and reads its picture, and the list says who it was", async () => {
    const { t, as, ben } = workspace;
    await as("Zoe").mutation(api.files.generateUploadUrl, {});
    await add("Ben", "party-parrot");
    await add("Ana", "a_1");
    const all = await names();
    expect(all.map(([name]) => name)).toEqual(["a_1", "party-parrot"]);
    const { pass } = (await as("Zoe").query(api.files.pass, {}))!;
    expect(
      await t.query(internal.files.opened, { fileId: all[1]![1]!, pass, part: "preview" }),
    ).toMatchObject({ type: "image/png" });
    expect(await listed("party")).toMatchObject([{ name: "party-parrot", addedBy: ben }]);
    expect(await listed("x")).toEqual([]);
  });

  test("an animation may be larger, and its small picture stands still", async () => {
    await add("Ben", "moving", { storageId: await upload(gif(EMOJI_PICTURE.animatedSide), "image/gif") });
    expect(await listed()).toMatchObject([{ name: "moving" }]);
    for (const bad of [
      { storageId: await upload(gif(EMOJI_PICTURE.animatedSide + 1), "image/gif") },
      { storageId: await upload(gif(10, LIMITS.imageBytes + 1), "image/gif") },
      { smallId: await upload(gif(10), "image/gif") },
      { smallId: await upload(gif(10), "image/png") },
      { storageId: await upload(png(EMOJI_PICTURE.side + 1)) },
      { smallId: await upload(png(EMOJI_PICTURE.smallSide + 1)) },
      { storageId: await upload(new TextEncoder().encode("<svg/>"), "image/svg+xml") },
      { storageId: await upload(new TextEncoder().encode("<svg/>"), "image/png") },
    ])
      await expect(add("Ben", "other", bad)).rejects.toMatchObject(refusal("IMAGE_INVALID"));
  });

  test.each([
    ["", "EMOJI_NAME_INVALID"],
    ["Party", "EMOJI_NAME_INVALID"],
    ["party parrot", "EMOJI_NAME_INVALID"],
    [":party:", "EMOJI_NAME_INVALID"],
    ["30", "EMOJI_NAME_INVALID"],
    ["_-", "EMOJI_NAME_INVALID"],
    ["péché", "EMOJI_NAME_INVALID"],
    ["x".repeat(LIMITS.emojiName + 1), "EMOJI_NAME_INVALID"],
    ["there", "EMOJI_NAME_TAKEN"],
    ["tada", "EMOJI_NAME_STANDARD"],
    ["thumbsup", "EMOJI_NAME_STANDARD"],
  ] as const)("%j is refused as a name: %s", async (name, code) => {
    await add("Ana", "there");
    await expect(add("Ana", name)).rejects.toMatchObject(refusal(code));
    expect(await names()).toHaveLength(1);
  });

  test("strangers add none; where only admins may, a member adds none, and the log says who decided that", async () => {
    const { as, t } = workspace;
    await expect(add("Max", "mine")).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
    await expect(names("Max")).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
    await expect(t.query(api.workspace.emojiNames, {})).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
    await expect(
      as("Ben").mutation(api.workspace.update, { onlyAdminsAddEmoji: true }),
    ).rejects.toMatchObject(refusal("FORBIDDEN"));
    expect(await as("Ben").query(api.workspace.onlyAdminsAddEmoji, {})).toBe(false);
    await as("Ana").mutation(api.workspace.update, { onlyAdminsAddEmoji: true });
    await as("Ana").mutation(api.workspace.update, { name: "Acme" });
    expect(await as("Ben").query(api.workspace.onlyAdminsAddEmoji, {})).toBe(true);
    await expect(add("Ben", "mine")).rejects.toMatchObject(refusal("FORBIDDEN"));
    await add("Ana", "mine");
    await as("Ana").mutation(api.workspace.update, { onlyAdminsAddEmoji: false });
    await add("Ben", "his");
    const { page } = await as("Ana").query(api.events.log, { noun: "settings", paginationOpts: firstPage });
    expect(page.map(({ changes: [change] }) => change!.field)).toEqual([
      "onlyAdminsAddEmoji",
      "name",
      "onlyAdminsAddEmoji",
    ]);
  });

  test("beyond the most there can be none is added", async () => {
    const { t, ana } = workspace;
    await add("Ana", "first");
    const [[, pictureId]] = (await names()) as [[string, Id<"files">]];
    await t.run(async ({ db }) => {
      for (let i = 1; i < LIMITS.ownEmoji; i += 1)
        await db.insert("emoji", { name: `e${i}`, pictureId, addedBy: ana });
    });
    await expect(add("Ana", "last")).rejects.toMatchObject(refusal("TOO_MANY_EMOJI"));
    expect(await names()).toHaveLength(LIMITS.ownEmoji);
  });
});

describe("removing", () => {
  test("who added it and admins remove one, others do not; its picture is gone, and its name is free again", async () => {
    const { as } = workspace;
    await add("Ben", "his");
    await add("Ben", "other");
    const [his, other] = ["his", "other"];
    await expect(as("Zoe").mutation(api.workspace.removeEmoji, { name: his })).rejects.toMatchObject(
      refusal("FORBIDDEN"),
    );
    await expect(as("Max").mutation(api.workspace.removeEmoji, { name: his })).rejects.toMatchObject(
      refusal("NOT_SIGNED_IN"),
    );
    await as("Ben").mutation(api.workspace.removeEmoji, { name: his });
    await as("Ana").mutation(api.workspace.removeEmoji, { name: other });
    await expect(as("Ana").mutation(api.workspace.removeEmoji, { name: other })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    for (const none of ["", ":his:", "HIS", workspace.ben])
      await expect(as("Ana").mutation(api.workspace.removeEmoji, { name: none })).rejects.toMatchObject(
        refusal("NOT_FOUND"),
      );
    expect([await names(), await stored()]).toEqual([[], 0]);
    await add("Zoe", "his");
    const { page } = await as("Ana").query(api.events.log, { noun: "emoji", paginationOpts: firstPage });
    expect(page.map(({ verb, subject }) => `${verb} ${subject}`)).toEqual([
      "created his",
      "deleted other",
      "deleted his",
      "created other",
      "created his",
    ]);
  });
});

describe("reacting", () => {
  test("people react with one of the workspace; once it is removed those that are there stay, can be taken back, and no new one comes", async () => {
    const { as, say, general } = workspace;
    const messageId = await say("Ana", general, "Hello :his:");
    const react = async (name: Name, emoji: string) =>
      await as(name).mutation(api.messages.addReaction, { messageId, emoji });
    const seen = async () =>
      (await as("Zoe").query(api.messages.get, { messageId })).reactions.map(
        ({ emoji, userIds }) => `${emoji} ${userIds.length}`,
      );
    for (const none of [":his:", "his", ":", "::", ":HIS:", ":tada:", ":his::his:"])
      await expect(react("Ben", none), none).rejects.toMatchObject(refusal("EMOJI_INVALID"));
    await add("Ben", "his");
    await react("Ben", ":his:");
    await react("Ben", ":his:");
    await react("Ana", ":his:");
    expect(await seen()).toEqual([":his: 2"]);
    await as("Ben").mutation(api.workspace.removeEmoji, { name: "his" });
    expect(await seen()).toEqual([":his: 2"]);
    await expect(react("Zoe", ":his:")).rejects.toMatchObject(refusal("EMOJI_INVALID"));
    await as("Ana").mutation(api.messages.removeReaction, { messageId, emoji: ":his:" });
    expect(await seen()).toEqual([":his: 1"]);
  });
});

test("the names of a thousand are so many bytes", async () => {
  const { t, ana } = workspace;
  await add("Ana", "first");
  const [[, pictureId]] = (await names()) as [[string, Id<"files">]];
  await t.run(async ({ db }) => {
    for (let i = 1; i < 1_000; i += 1)
      await db.insert("emoji", { name: `party-parrot-${i}`, pictureId, addedBy: ana });
  });
  const all = await names();
  expect(all).toHaveLength(1_000);
  // An id of a file is of 32 characters on the engine and on Convex.
  const bytes = JSON.stringify(all.map(([name]) => [name, "k".repeat(32)])).length;
  expect(bytes).toBeLessThan(60_000);
});
