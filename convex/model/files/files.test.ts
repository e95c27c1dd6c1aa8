/** Files: who may put them in, who may read them, and what becomes of those that nobody uses. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS, HOUR_MS } from "../../shared/time";
import { firstPage, makeWorkspace, putUpload, refusal } from "../../testing.setup";
import { passFor, passUntil } from "./passes";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = Parameters<Workspace["as"]>[0];

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});

/** Bytes of a length that begin as a GIF does, where they are called one: files are looked into. */
function contentOf(type: string, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  if (type === "image/gif") bytes.set([0x47, 0x49, 0x46].slice(0, size));
  return bytes;
}

const upload = async (size = 10, type = "image/gif") =>
  await putUpload(workspace.t, contentOf(type, size), type);

async function save(name: Name, fields: { name?: string; type?: string; size?: number } = {}) {
  const { name: fileName = "plan.png", type = "image/gif", size } = fields;
  const storageId = await upload(size);
  return await workspace.as(name).mutation(api.files.save, { storageId, name: fileName, type });
}

const send = async (name: Name, channelId: Id<"channels">, fileIds: Id<"files">[], text = "") =>
  await workspace.as(name).mutation(api.messages.create, { channelId, text, fileIds });
const listed = async (name: Name, channelId: Id<"channels">) =>
  (await workspace.as(name).query(api.files.list, { channelId, paginationOpts: firstPage })).page.map(
    ({ _id }) => _id,
  );
const sentFiles = async (name: Name, messageId: Id<"messages">) =>
  (await workspace.as(name).query(api.messages.get, { messageId })).files;
const urlFor = async (name: Name, fileId: Id<"files">) =>
  await workspace.as(name).query(api.files.getUrl, { fileId });
const stored = async () =>
  await workspace.t.run(async ({ db }) =>
    (await db.system.query("_storage").collect()).map(({ _id }) => _id),
  );

describe("saving", () => {
  test("a file has the name and the type that it may have, and is saved once", async () => {
    const { as, ana } = workspace;
    const storageId = await upload(1_234);
    const draft = {
      storageId,
      name: "../../etc/\u202Egnp.exe",
      type: "Image/GIF; x=1",
      width: 800,
      height: 600,
      colour: "#aabbcc",
      isAnimated: true,
    };
    const id = await as("Ana").mutation(api.files.save, draft);
    expect(await as("Ana").mutation(api.files.save, draft)).toBe(id);
    const messageId = await send("Ana", workspace.general, [id]);
    expect(await sentFiles("Ben", messageId)).toMatchObject([
      {
        _id: id,
        uploaderId: ana,
        name: "gnp.exe",
        type: "image/gif",
        size: 1_234,
        width: 800,
        height: 600,
        colour: "#aabbcc",
        isAnimated: true,
      },
    ]);
  });

  test.each([
    ["a/b/", "file"],
    ["", "file"],
    ["C:\\x\\report.pdf", "report.pdf"],
    ["a\nb.txt", "a b.txt"],
    ["👩‍👩‍👧".repeat(100), /^(👩‍👩‍👧)+…$/u],
  ])("%j becomes a name on one line", async (name, expected) => {
    const id = await save("Ana", { name });
    const messageId = await send("Ana", workspace.general, [id]);
    const [file] = await sentFiles("Ana", messageId);
    if (typeof expected === "string") expect(file!.name).toBe(expected);
    else expect(file!.name).toMatch(expected);
    expect(file!.name.length).toBeLessThanOrEqual(LIMITS.fileName);
  });

  test("sizes, colours and types that are none are left out", async () => {
    const storageId = await upload(10, "text/x");
    const draft = { storageId, name: "x", type: "<script>", width: -1, height: Number.NaN, colour: "red;}" };
    const id = await workspace.as("Ana").mutation(api.files.save, draft);
    const [file] = await sentFiles("Ana", await send("Ana", workspace.general, [id]));
    expect(file).toMatchObject({ type: "application/octet-stream" });
    expect(file).not.toHaveProperty("width");
    expect(file).not.toHaveProperty("colour");
  });

  test("a stranger, another's upload, what is no upload, a preview and the workspace's picture are refused", async () => {
    const { as, t } = workspace;
    const storageId = await upload();
    const draft = { storageId, name: "x.png", type: "image/png" };
    await expect(as("Max").mutation(api.files.save, draft)).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
    await expect(t.mutation(api.files.save, draft)).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
    const previewId = await upload();
    await as("Ana").mutation(api.files.save, { ...draft, previewId });
    await expect(as("Ben").mutation(api.files.save, draft)).rejects.toMatchObject(refusal("NOT_FOUND"));
    for (const taken of [previewId, await picture(), await gone()])
      await expect(as("Ben").mutation(api.files.save, { ...draft, storageId: taken })).rejects.toMatchObject(
        refusal("NOT_FOUND"),
      );
    await expect(
      as("Ben").mutation(api.files.save, { ...draft, storageId: await upload(), previewId: storageId }),
    ).rejects.toMatchObject(refusal("NOT_FOUND"));
  });

  async function picture() {
    const imageId = await upload(10, "image/png");
    await workspace.as("Ana").mutation(api.workspace.update, { imageId });
    return imageId;
  }

  async function gone() {
    const id = await upload();
    await workspace.t.run(async ({ storage }) => await storage.delete(id));
    return id;
  }

  test("a preview is a small picture", async () => {
    const { as } = workspace;
    const draft = async (size: number, type: string) => ({
      storageId: await upload(),
      previewId: await upload(size, type),
      name: "x.png",
      type: "image/png",
    });
    for (const bad of [await draft(LIMITS.previewBytes + 1, "image/webp"), await draft(10, "image/svg+xml")])
      await expect(as("Ana").mutation(api.files.save, bad)).rejects.toMatchObject(refusal("FILE_INVALID"));
    const id = await as("Ana").mutation(api.files.save, await draft(LIMITS.previewBytes, "image/webp"));
    const [file] = await sentFiles("Ana", await send("Ana", workspace.general, [id]));
    expect(file!.hasPreview).toBe(true);
  });
});

describe("limits", () => {
  test("an admin chooses how large files may be, one and all together; both are in the log", async () => {
    const { as } = workspace;
    expect(await as("Ben").query(api.files.limits, {})).toEqual({
      fileBytes: LIMITS.fileBytes,
      totalBytes: null,
    });
    expect(await as("Ana").query(api.files.usedBytes, {})).toBe(0);
    await as("Ana").mutation(api.files.setLimits, { fileBytes: 100, totalBytes: 150 });
    await expect(save("Ben", { size: 101 })).rejects.toMatchObject(refusal("FILE_TOO_LARGE"));
    await save("Ben", { size: 100 });
    await expect(save("Ana", { size: 51 })).rejects.toMatchObject(refusal("FILES_FULL"));
    await save("Ana", { size: 50 });
    expect(await as("Ana").query(api.files.usedBytes, {})).toBe(150);
    const { page } = await as("Ana").query(api.events.log, { noun: "settings", paginationOpts: firstPage });
    expect(page).toMatchObject([
      {
        subject: "files",
        changes: [
          { field: "fileBytes", after: 100 },
          { field: "totalBytes", after: 150 },
        ],
      },
    ]);
  });

  test("nobody else does, and no size that is none", async () => {
    const { as } = workspace;
    const good = { fileBytes: 1, totalBytes: null };
    await expect(as("Ben").query(api.files.usedBytes, {})).rejects.toMatchObject(refusal("FORBIDDEN"));
    await expect(as("Ben").mutation(api.files.setLimits, good)).rejects.toMatchObject(refusal("FORBIDDEN"));
    for (const fileBytes of [-1, 0.5, Number.NaN, Infinity, LIMITS.mostFileBytes + 1])
      await expect(as("Ana").mutation(api.files.setLimits, { ...good, fileBytes })).rejects.toMatchObject(
        refusal("FILE_LIMIT_INVALID"),
      );
    await as("Ana").mutation(api.files.setLimits, good);
  });
});

describe("messages with files", () => {
  test("files go without a word, in their order, each once; a repeated request sends one message", async () => {
    const { as, general } = workspace;
    const [a, b] = [await save("Ana"), await save("Ana")];
    const draft = { channelId: general, text: " ", fileIds: [b, a, b], clientId: "c1" };
    const messageId = await as("Ana").mutation(api.messages.create, draft);
    expect(await as("Ana").mutation(api.messages.create, draft)).toBe(messageId);
    expect((await sentFiles("Zoe", messageId)).map(({ _id }) => _id)).toEqual([b, a]);
    expect((await listed("Zoe", general)).toSorted()).toEqual([a, b].toSorted());
    await as("Ana").mutation(api.messages.update, { messageId, text: "" });
    await expect(
      as("Ana").mutation(api.messages.create, { channelId: general, text: " " }),
    ).rejects.toMatchObject(refusal("TEXT_EMPTY"));
  });

  test("somebody else's file, one that was sent already, a deleted one and too many are refused, and nothing is sent", async () => {
    const { as, general } = workspace;
    const [mine, sent] = [await save("Ana"), await save("Ana")];
    await send("Ana", general, [sent]);
    await expect(send("Ben", general, [mine])).rejects.toMatchObject(refusal("NOT_FOUND"));
    await expect(send("Ana", general, [mine, sent])).rejects.toMatchObject(refusal("NOT_FOUND"));
    await as("Ana").mutation(api.files.remove, { fileId: sent });
    await expect(send("Ana", general, [sent])).rejects.toMatchObject(refusal("NOT_FOUND"));
    const many: Id<"files">[] = [];
    for (let i = 0; i <= LIMITS.filesPerMessage; i++) many.push(await save("Ana"));
    await expect(send("Ana", general, many)).rejects.toMatchObject(refusal("TOO_MANY_FILES"));
    await send("Ana", general, many.slice(1));
    expect(await listed("Ana", general)).toHaveLength(LIMITS.filesPerMessage);
  });

  test("they go and come back with their message; one that was deleted by itself stays away", async () => {
    const { as, general } = workspace;
    const [a, b] = [await save("Ana"), await save("Ana")];
    const messageId = await send("Ana", general, [a, b], "Look");
    await as("Ana").mutation(api.files.remove, { fileId: b });
    await as("Ana").mutation(api.messages.remove, { messageId });
    expect(await listed("Ben", general)).toEqual([]);
    await expect(urlFor("Ben", a)).rejects.toMatchObject(refusal("NOT_FOUND"));
    await expect(as("Ana").mutation(api.files.restore, { fileId: b })).rejects.toMatchObject(
      refusal("NOT_FOUND"),
    );
    await as("Ana").mutation(api.messages.restore, { messageId });
    expect(await listed("Ben", general)).toEqual([a]);
    await as("Ana").mutation(api.files.restore, { fileId: b });
    expect((await sentFiles("Ben", messageId)).map(({ _id }) => _id)).toEqual([a, b]);
  });

  test("its uploader and admins rename and delete a file; others do not", async () => {
    const { as, general, ana } = workspace;
    const fileId = await save("Ben");
    const messageId = await send("Ben", general, [fileId]);
    for (const change of [
      as("Zoe").mutation(api.files.rename, { fileId, name: "x" }),
      as("Zoe").mutation(api.files.remove, { fileId }),
    ])
      await expect(change).rejects.toMatchObject(refusal("FORBIDDEN"));
    await as("Ben").mutation(api.files.rename, { fileId, name: "new.png" });
    expect(await sentFiles("Zoe", messageId)).toMatchObject([{ name: "new.png" }]);
    await as("Ana").mutation(api.files.remove, { fileId });
    expect(await sentFiles("Zoe", messageId)).toEqual([]);
    await expect(as("Zoe").mutation(api.files.restore, { fileId })).rejects.toMatchObject(
      refusal("FORBIDDEN"),
    );
    await as("Ben").mutation(api.files.restore, { fileId });
    const { page } = await as("Ana").query(api.events.log, { noun: "file", paginationOpts: firstPage });
    expect(page.map(({ verb, actorId }) => [verb, actorId === ana])).toEqual([
      ["restored", false],
      ["deleted", true],
      ["changed", false],
    ]);
  });
});

describe("reading", () => {
  test("who may read the message has its files; others learn nothing, also of a file that waits", async () => {
    const { as, hiring } = workspace;
    const fileId = await save("Ana");
    expect(await urlFor("Ana", fileId)).toContain(`/files/${fileId}?pass=`);
    await expect(urlFor("Ben", fileId)).rejects.toMatchObject(refusal("NOT_FOUND"));
    await send("Ana", hiring, [fileId]);
    expect(await urlFor("Ben", fileId)).toContain(fileId);
    for (const change of [
      urlFor("Zoe", fileId),
      as("Zoe").query(api.files.list, { channelId: hiring, paginationOpts: firstPage }),
      as("Zoe").mutation(api.files.rename, { fileId, name: "x" }),
      as("Zoe").mutation(api.files.remove, { fileId }),
      as("Zoe").mutation(api.files.restore, { fileId }),
    ])
      await expect(change).rejects.toMatchObject(refusal("NOT_FOUND"));
  });

  test("a pass opens what its person may read at that moment, and ends", async () => {
    const { t, as, ben, zoe, hiring } = workspace;
    await as("Ana").mutation(api.files.generateUploadUrl, {});
    const fileId = await save("Ana");
    await send("Ana", hiring, [fileId]);
    const passOf = async (userId: Id<"users">, until = passUntil(Date.now())) =>
      await t.run(async (ctx) => (await passFor(ctx, userId, until))!);
    const open = async (pass: string, id: string = fileId) =>
      await t.query(internal.files.opened, { fileId: id, pass, part: "file" });
    const pass = await passOf(ben);
    expect(await open(pass)).toMatchObject({ name: "plan.png", size: 10 });
    expect((await as("Ben").query(api.files.pass, { hour: 1 }))?.pass).toBe(pass);
    const [user, until, signature] = pass.split(".");
    for (const bad of [
      "",
      "..",
      pass.slice(0, -1),
      `${pass}0`,
      `${pass}.x`,
      `${zoe}.${until}.${signature}`,
      `${user}.${(Date.now() + HOUR_MS).toString(36)}.${signature}`,
      await passOf(ben, Date.now() - 1),
      await passOf(ben, Date.now() + 3 * HOUR_MS),
      await passOf(zoe),
      await passOf("nobody" as Id<"users">),
    ])
      expect(await open(bad), bad).toBeNull();
    for (const id of ["", "nothing", hiring]) expect(await open(pass, id)).toBeNull();

    await as("Ana").mutation(api.channels.removeMember, { channelId: hiring, userId: ben });
    expect(await open(pass)).toBeNull();
    await as("Ana").mutation(api.channels.addMember, { channelId: hiring, userId: ben });
    expect(await open(pass)).not.toBeNull();
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    expect(await open(pass)).toBeNull();
  });
});

describe("what nobody uses", () => {
  const cleanUp = async () => await workspace.t.mutation(internal.operator.cronRuns.cleanUp, {});

  test("uploads and files that were given up are gone after a day, deleted files after a month", async () => {
    const start = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: start });
    try {
      const { as, general } = workspace;
      await upload();
      await save("Ana");
      const storageId = await upload();
      const previewId = await upload();
      const kept = await as("Ana").mutation(api.files.save, {
        storageId,
        previewId,
        name: "x",
        type: "image/png",
      });
      await send("Ana", general, [kept]);
      const imageId = await upload(10, "image/png");
      await as("Ana").mutation(api.workspace.update, { imageId });
      await cleanUp();
      expect(await stored()).toHaveLength(5);
      vi.setSystemTime(start + DAY_MS + HOUR_MS);
      const fresh = await upload();
      await cleanUp();
      expect((await stored()).toSorted()).toEqual([storageId, previewId, imageId, fresh].toSorted());
      expect(await as("Ana").query(api.files.usedBytes, {})).toBe(10);

      await as("Ana").mutation(api.files.remove, { fileId: kept });
      await cleanUp();
      expect(await stored()).toContain(storageId);
      vi.setSystemTime(start + 33 * DAY_MS);
      await cleanUp();
      expect(await stored()).toEqual([imageId]);
      await expect(as("Ana").mutation(api.files.restore, { fileId: kept })).rejects.toMatchObject(
        refusal("NOT_FOUND"),
      );
    } finally {
      vi.useRealTimers();
    }
  });
});
