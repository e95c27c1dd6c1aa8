/** Folders of a channel: who may make, move and delete them, what is refused, and that nothing filed in them is lost. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { firstPage, makeWorkspace, putUpload, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = Parameters<Workspace["as"]>[0];
type FolderId = Id<"folders">;
const { list, deleted, create, rename, move, remove, restore } = api.filing.folders;

/** What a server says of an id that is of another table. */
const NO_ID = /validat|ID/i;

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});

const make = async (
  who: Name,
  name: string,
  parentId: FolderId | null = null,
  channelId = workspace.hiring,
) => await workspace.as(who).mutation(create, { channelId, parentId, name });

/** The folders of a channel, each with those above it. */
async function paths(who: Name, channelId = workspace.hiring): Promise<string[]> {
  const folders = await workspace.as(who).query(list, { channelId });
  const pathOf = (id: FolderId | undefined): string => {
    const folder = folders.find(({ _id }) => _id === id);
    return folder ? `${pathOf(folder.parentId)}/${folder.name}` : "";
  };
  return folders.map(({ _id }) => pathOf(_id)).toSorted();
}

const deletedNames = async (who: Name, channelId = workspace.hiring) =>
  (await workspace.as(who).query(deleted, { channelId, paginationOpts: firstPage })).page.map(
    ({ name }) => name,
  );

async function sendFile(who: Name, channelId: Id<"channels">, name = "plan.txt") {
  const storageId = await putUpload(workspace.t, new Uint8Array(3), "text/plain");
  const fileId = await workspace.as(who).mutation(api.files.save, { storageId, name, type: "text/plain" });
  await workspace.as(who).mutation(api.messages.create, { channelId, text: "", fileIds: [fileId] });
  return fileId;
}

const filesIn = async (who: Name, channelId: Id<"channels">, folderId?: FolderId | null) =>
  (
    await workspace.as(who).query(api.files.list, {
      channelId,
      ...(folderId !== undefined && { folderId }),
      paginationOpts: firstPage,
    })
  ).page.map(({ name }) => name);

const told = async (noun: "folder" | "file") =>
  (await workspace.as("Ana").query(api.events.log, { noun, paginationOpts: firstPage })).page
    .map(({ verb }) => verb)
    .toReversed();

describe("making and moving", () => {
  test("any member makes folders in folders and moves them, and the log tells", async () => {
    const plans = await make("Ana", "  Plans\u202E ");
    const drafts = await make("Ben", "Drafts", plans);
    expect(await paths("Ben")).toEqual(["/Plans", "/Plans/Drafts"]);
    await workspace.as("Ben").mutation(move, { folderId: drafts, parentId: null });
    await workspace.as("Ben").mutation(move, { folderId: drafts, parentId: null });
    await workspace.as("Ben").mutation(move, { folderId: plans, parentId: drafts });
    expect(await paths("Ana")).toEqual(["/Drafts", "/Drafts/Plans"]);
    expect(await told("folder")).toEqual(["created", "created", "moved", "moved"]);
  });

  test("one name in one place, in whatever case and accents; in another place it is free", async () => {
    const plans = await make("Ana", "Pläne");
    await expect(make("Ben", "PLANE")).rejects.toMatchObject(refusal("FOLDER_NAME_TAKEN"));
    const inner = await make("Ben", "plane", plans);
    const other = await make("Ben", "Other");
    await expect(
      workspace.as("Ben").mutation(rename, { folderId: other, name: "pläne" }),
    ).rejects.toMatchObject(refusal("FOLDER_NAME_TAKEN"));
    await expect(
      workspace.as("Ben").mutation(move, { folderId: inner, parentId: null }),
    ).rejects.toMatchObject(refusal("FOLDER_NAME_TAKEN"));
    await workspace.as("Ana").mutation(rename, { folderId: plans, name: "PLÄNE" });
    expect(await paths("Ben")).toEqual(["/Other", "/PLÄNE", "/PLÄNE/plane"]);
  });

  test("no folder is in itself, ten are the most in each other, and names have a length", async () => {
    const chain: FolderId[] = [];
    for (let i = 0; i < LIMITS.folderDepth; i += 1) chain.push(await make("Ana", `f${i}`, chain.at(-1)));
    await expect(make("Ana", "deep", chain.at(-1))).rejects.toMatchObject(refusal("FOLDER_TOO_DEEP"));
    for (const parentId of [chain[0]!, chain[3]!, chain.at(-1)!])
      await expect(
        workspace.as("Ana").mutation(move, { folderId: chain[0]!, parentId }),
      ).rejects.toMatchObject(refusal("FOLDER_IN_ITSELF"));
    const pair = await make("Ana", "pair");
    await make("Ana", "inner", pair);
    await expect(
      workspace.as("Ana").mutation(move, { folderId: pair, parentId: chain[8]! }),
    ).rejects.toMatchObject(refusal("FOLDER_TOO_DEEP"));
    await workspace.as("Ana").mutation(move, { folderId: pair, parentId: chain[7]! });
    await expect(make("Ana", "x".repeat(LIMITS.folderName + 1))).rejects.toMatchObject(
      refusal("TEXT_TOO_LONG"),
    );
    await expect(make("Ana", " \u200B ")).rejects.toMatchObject(refusal("TEXT_EMPTY"));
    await make("Ana", "x".repeat(LIMITS.folderName));
  });

  test("a channel has so many, those in others included; deleted ones do not count", async () => {
    const first = await make("Ana", "first");
    await workspace.t.run(async ({ db }) => {
      for (let i = 1; i < LIMITS.foldersPerChannel; i += 1)
        await db.insert("folders", {
          channelId: workspace.hiring,
          parentId: first,
          name: `n${i}`,
          createdBy: workspace.ana,
        });
    });
    await expect(make("Ben", "one more")).rejects.toMatchObject(refusal("TOO_MANY_FOLDERS"));
    await workspace.as("Ana").mutation(remove, { folderId: first });
    await make("Ben", "one more");
    await expect(workspace.as("Ana").mutation(restore, { folderId: first })).rejects.toMatchObject(
      refusal("TOO_MANY_FOLDERS"),
    );
  });
});

describe("deleting", () => {
  test("its maker and admins rename and delete; others do not, but bring back what their things may lie in", async () => {
    const plans = await make("Ben", "Plans", null, workspace.general);
    for (const change of [
      workspace.as("Zoe").mutation(rename, { folderId: plans, name: "x" }),
      workspace.as("Zoe").mutation(remove, { folderId: plans }),
    ])
      await expect(change).rejects.toMatchObject(refusal("FORBIDDEN"));
    await workspace.as("Ben").mutation(rename, { folderId: plans, name: "Ours" });
    await workspace.as("Ana").mutation(remove, { folderId: plans });
    await expect(workspace.as("Ana").mutation(remove, { folderId: plans })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    expect(await deletedNames("Zoe", workspace.general)).toEqual(["Ours"]);
    await workspace.as("Zoe").mutation(restore, { folderId: plans });
    await workspace.as("Zoe").mutation(restore, { folderId: plans });
    expect(await told("folder")).toEqual(["created", "changed", "deleted", "restored"]);
  });

  test("what is filed in it is found as before, and is in it again once it is back", async () => {
    const { as, hiring } = workspace;
    const [plans, other] = [await make("Ana", "Plans"), await make("Ana", "Other")];
    const inner = await make("Ana", "Inner", plans);
    const fileId = await sendFile("Ben", hiring);
    await as("Ben").mutation(api.files.move, { fileId, folderId: inner });
    expect(await filesIn("Ana", hiring, null)).toEqual([]);
    await as("Ana").mutation(remove, { folderId: plans });
    expect([await paths("Ana"), await deletedNames("Ben")]).toEqual([["/Other"], ["Plans"]]);
    expect(await filesIn("Ana", hiring)).toEqual(["plan.txt"]);
    for (const folderId of [plans, inner])
      await expect(as("Ben").mutation(api.files.move, { fileId, folderId })).rejects.toMatchObject(
        refusal("NOT_FOUND"),
      );
    await expect(as("Ben").mutation(move, { folderId: other, parentId: inner })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    await as("Ana").mutation(restore, { folderId: plans });
    expect(await paths("Ben")).toEqual(["/Other", "/Plans", "/Plans/Inner"]);
    expect(await filesIn("Ben", hiring, inner)).toEqual(["plan.txt"]);
  });

  test("a name of the greatest length is cut for the number that it gets", async () => {
    const { as } = workspace;
    const name = "x".repeat(LIMITS.folderName);
    const folderId = await make("Ana", name);
    await as("Ana").mutation(remove, { folderId });
    await make("Ana", name);
    await as("Ana").mutation(restore, { folderId });
    expect(await paths("Ana")).toEqual([`/${"x".repeat(LIMITS.folderName - 4)} (2)`, `/${name}`]);
  });

  test("what was deleted before stays away; a taken name gets a number, and a place that is gone none", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    try {
      const { as } = workspace;
      const plans = await make("Ana", "Plans");
      const early = await make("Ana", "Early", plans);
      await make("Ana", "Inner", plans);
      await as("Ana").mutation(remove, { folderId: early });
      vi.setSystemTime(1_000_001);
      await as("Ana").mutation(remove, { folderId: plans });
      await make("Ana", "plans");
      await make("Ana", "Plans (2)");
      expect(await deletedNames("Ana")).toEqual(["Plans", "Early"]);
      await as("Ana").mutation(restore, { folderId: plans });
      expect(await paths("Ana")).toEqual(["/Plans (2)", "/Plans (3)", "/Plans (3)/Inner", "/plans"]);
      vi.setSystemTime(1_000_002);
      await as("Ana").mutation(remove, { folderId: plans });
      await as("Ana").mutation(restore, { folderId: early });
      expect(await paths("Ana")).toEqual(["/Early", "/Plans (2)", "/plans"]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("one whose place has become too deep for it comes back outside of folders", async () => {
    const { as } = workspace;
    const chain: FolderId[] = [];
    for (let i = 0; i < LIMITS.folderDepth - 1; i += 1) chain.push(await make("Ana", `f${i}`, chain.at(-1)));
    const parent = await make("Ana", "Parent");
    const gone = await make("Ana", "Gone", parent);
    await as("Ana").mutation(remove, { folderId: gone });
    await as("Ana").mutation(move, { folderId: parent, parentId: chain.at(-1)! });
    await as("Ana").mutation(restore, { folderId: gone });
    expect((await paths("Ana"))[0]).toBe("/Gone");
  });
});

describe("who may", () => {
  test("strangers, outsiders and those who were removed learn nothing and change nothing", async () => {
    const { t, as, ben, hiring } = workspace;
    const folderId = await make("Ana", "Plans");
    const fileId = await sendFile("Ana", hiring);
    await as("Ben").mutation(rename, { folderId: await make("Ben", "Mine"), name: "Bens" });
    await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
    const paginationOpts = firstPage;
    for (const [caller, code] of [
      [as("Ben"), "NOT_FOUND"],
      [as("Zoe"), "NOT_FOUND"],
      [as("Max"), "NOT_SIGNED_IN"],
      [t, "NOT_SIGNED_IN"],
    ] as const)
      for (const asked of [
        caller.query(list, { channelId: hiring }),
        caller.query(deleted, { channelId: hiring, paginationOpts }),
        caller.mutation(create, { channelId: hiring, parentId: null, name: "x" }),
        caller.mutation(rename, { folderId, name: "x" }),
        caller.mutation(move, { folderId, parentId: null }),
        caller.mutation(remove, { folderId }),
        caller.mutation(restore, { folderId }),
        caller.mutation(api.files.move, { fileId, folderId }),
      ])
        await expect(asked).rejects.toMatchObject(refusal(code));
    expect(await paths("Ana")).toEqual(["/Bens", "/Plans"]);
  });

  test("a public channel is read by all and changed by its members; an archived one is only read", async () => {
    const { as, zoe, general } = workspace;
    const open = await as("Ana").mutation(api.channels.create, { name: "open" });
    const folderId = await make("Ana", "Plans", null, open);
    expect(await paths("Zoe", open)).toEqual(["/Plans"]);
    await expect(make("Zoe", "x", null, open)).rejects.toMatchObject(refusal("NOT_A_MEMBER"));
    await as("Ana").mutation(api.channels.addMember, { channelId: open, userId: zoe });
    await make("Zoe", "Zoes", null, open);
    await as("Ana").mutation(api.channels.archive, { channelId: open });
    for (const change of [
      make("Ana", "x", null, open),
      as("Ana").mutation(rename, { folderId, name: "x" }),
      as("Ana").mutation(remove, { folderId }),
    ])
      await expect(change).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));
    expect(await paths("Zoe", open)).toEqual(["/Plans", "/Zoes"]);
    expect(await paths("Zoe", general)).toEqual([]);
  });

  test("a folder of another channel, and ids that are none, are no place", async () => {
    const { as, general, hiring } = workspace;
    const [here, there] = [await make("Ana", "Here"), await make("Ana", "There", null, general)];
    const fileId = await sendFile("Ana", hiring);
    for (const change of [
      make("Ana", "x", there),
      as("Ana").mutation(move, { folderId: here, parentId: there }),
      as("Ana").mutation(api.files.move, { fileId, folderId: there }),
    ])
      await expect(change).rejects.toMatchObject(refusal("NOT_FOUND"));
    for (const folderId of [hiring, fileId, "nothing"] as unknown[] as FolderId[]) {
      await expect(as("Ana").mutation(move, { folderId: here, parentId: folderId })).rejects.toThrow(NO_ID);
      await expect(as("Ana").mutation(remove, { folderId })).rejects.toThrow(NO_ID);
      await expect(as("Ana").mutation(api.files.move, { fileId, folderId })).rejects.toThrow(NO_ID);
    }
    await as("Ana").mutation(api.files.move, { fileId, folderId: here });
    expect(await filesIn("Ben", hiring, there)).toEqual([]);
  });
});

describe("filing", () => {
  test("any member files a file, its message keeps it, and the log tells once", async () => {
    const { as, hiring } = workspace;
    const folderId = await make("Ana", "Plans");
    const fileId = await sendFile("Ana", hiring);
    await sendFile("Ana", hiring, "loose.txt");
    await as("Ben").mutation(api.files.move, { fileId, folderId });
    await as("Ben").mutation(api.files.move, { fileId, folderId });
    expect([await filesIn("Ana", hiring, folderId), await filesIn("Ana", hiring, null)]).toEqual([
      ["plan.txt"],
      ["loose.txt"],
    ]);
    expect((await filesIn("Ana", hiring)).length).toBe(2);
    await as("Ben").mutation(api.files.move, { fileId, folderId: null });
    expect((await filesIn("Ana", hiring, null)).toSorted()).toEqual(["loose.txt", "plan.txt"]);
    expect(await told("file")).toEqual(["moved", "moved"]);
  });

  test("one that waits or was deleted is nowhere; a card's file leaves its folder with the card", async () => {
    const { as, general, hiring } = workspace;
    const folderId = await make("Ana", "Plans");
    const storageId = await putUpload(workspace.t, new Uint8Array(3), "text/plain");
    const fileId = await as("Ana").mutation(api.files.save, { storageId, name: "a", type: "text/plain" });
    await expect(as("Ana").mutation(api.files.move, { fileId, folderId })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    const taskId = await as("Ana").mutation(api.tasks.create, { channelId: hiring, title: "Card" });
    await as("Ana").mutation(api.tasks.addFiles, { taskId, fileIds: [fileId] });
    await as("Ana").mutation(api.files.move, { fileId, folderId });
    await as("Ana").mutation(api.tasks.remove, { taskId });
    await expect(as("Ana").mutation(api.files.move, { fileId, folderId })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    await as("Ana").mutation(api.tasks.restore, { taskId });
    expect(await filesIn("Ana", hiring, folderId)).toEqual(["a"]);
    await as("Ana").mutation(api.tasks.update, { taskId, channelId: general });
    expect(await filesIn("Ana", general, null)).toEqual(["a"]);
    await as("Ana").mutation(api.tasks.update, { taskId, channelId: hiring });
    expect(await filesIn("Ana", hiring, null)).toEqual(["a"]);
  });
});
