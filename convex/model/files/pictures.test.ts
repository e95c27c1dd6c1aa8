/** Pictures of people: what is taken for one, who sees and removes it, and that nothing of a former one is left. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { PERSON_PICTURE } from "../../shared/files";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { everybody, firstPage, makeWorkspace, png, putUpload, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = Parameters<Workspace["as"]>[0];

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace();
});

const upload = async (bytes: Uint8Array<ArrayBuffer>, type = "image/png") =>
  await putUpload(workspace.t, bytes, type);

const both = async () => ({
  storageId: await upload(png(PERSON_PICTURE.side)),
  smallId: await upload(png(PERSON_PICTURE.smallSide)),
});
const set = async (name: Name, pictures: { storageId: Id<"_storage">; smallId: Id<"_storage"> }) =>
  await workspace.as(name).action(api.outside.files.pictures.setMine, pictures);
const pictureOf = async (userId: Id<"users">, reader: Name = "Ana") =>
  (await workspace.as(reader).query(api.users.names, { ids: [userId] }))[0]!.picture;
const stored = async () =>
  await workspace.t.run(async ({ db }) =>
    (await db.system.query("_storage").collect()).map(({ _id }) => _id).toSorted(),
  );
const opened = async (fileId: string, name: Name, part: "file" | "preview" = "file") => {
  const { pass } = (await workspace.as(name).query(api.files.pass, {}))!;
  return await workspace.t.query(internal.files.opened, { fileId, pass, part });
};

describe("setting", () => {
  test("a picture is its person's for every member, in both sizes; another takes its place, and nothing of it is left", async () => {
    const { as, ben } = workspace;
    await as("Zoe").mutation(api.files.generateUploadUrl, {});
    const first = await both();
    await set("Ben", first);
    const picture = await pictureOf(ben, "Zoe");
    expect(await opened(picture!, "Zoe")).toMatchObject({ storageId: first.storageId, type: "image/png" });
    expect(await opened(picture!, "Zoe", "preview")).toMatchObject({ storageId: first.smallId });
    expect((await as("Ben").query(api.users.me, {}))?.picture).toBe(picture);

    const second = await both();
    await set("Ben", second);
    const next = await pictureOf(ben, "Zoe");
    expect(next).not.toBe(picture);
    expect(await opened(picture!, "Zoe")).toBeNull();
    expect(await stored()).toEqual([second.storageId, second.smallId].toSorted());
  });

  test("who is deactivated reads none, and those who stay see the one of who left", async () => {
    const { as, ben } = workspace;
    await as("Ana").mutation(api.files.generateUploadUrl, {});
    await set("Ben", await both());
    const picture = (await pictureOf(ben))!;
    const { pass } = (await as("Ben").query(api.files.pass, {}))!;
    await as("Ana").mutation(api.users.deactivate, { userId: ben });
    expect(
      await workspace.t.query(internal.files.opened, { fileId: picture, pass, part: "file" }),
    ).toBeNull();
    expect(await opened(picture, "Zoe")).not.toBeNull();
    await expect(set("Ben", await both())).rejects.toMatchObject(refusal("DEACTIVATED"));
  });

  test("strangers, what is no upload, one that is something else already, and one of both are refused", async () => {
    const { as } = workspace;
    const good = await both();
    await expect(set("Max", good)).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
    await expect(workspace.t.action(api.outside.files.pictures.setMine, good)).rejects.toMatchObject(
      refusal("NOT_SIGNED_IN"),
    );
    const file = await upload(png(10));
    await as("Ana").mutation(api.files.save, { storageId: file, name: "x.png", type: "image/png" });
    const gone = await upload(png(11));
    await workspace.t.run(async ({ storage }) => await storage.delete(gone));
    for (const taken of [file, gone]) {
      await expect(set("Ben", { ...good, storageId: taken })).rejects.toMatchObject(refusal("NOT_FOUND"));
      await expect(set("Ben", { ...good, smallId: taken })).rejects.toMatchObject(refusal("NOT_FOUND"));
    }
    await expect(set("Ben", { ...good, smallId: good.storageId })).rejects.toMatchObject(
      refusal("IMAGE_INVALID"),
    );
    await expect(
      set("Ben", { ...good, storageId: workspace.general as string as Id<"_storage"> }),
    ).rejects.toThrow(/_storage|Validator error/);
    await set("Ben", good);
    for (const name of ["Ben", "Zoe"] as const)
      await expect(set(name, good)).rejects.toMatchObject(refusal("NOT_FOUND"));
    await expect(
      as("Zoe").mutation(api.files.save, { storageId: good.smallId, name: "x", type: "image/png" }),
    ).rejects.toMatchObject(refusal("NOT_FOUND"));
  });

  test("what its bytes do not say to be a small picture is refused, and changes nothing", async () => {
    const { ben } = workspace;
    const good = await both();
    await set("Ben", good);
    const before = await pictureOf(ben);
    const svg = new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`);
    const large = new Uint8Array(LIMITS.imageBytes + 1);
    large.set(png(10));
    const wrong: [bytes: Uint8Array<ArrayBuffer>, type: string][] = [
      [svg, "image/svg+xml"],
      [svg, "image/png"],
      [png(10), "image/svg+xml"],
      [png(10), "text/html"],
      [new Uint8Array(20), "image/png"],
      [new Uint8Array(), "image/png"],
      [png(10).slice(0, 12), "image/png"],
      [png(PERSON_PICTURE.side + 1, 1), "image/png"],
      [png(1, 20_000), "image/png"],
      [large, "image/png"],
    ];
    for (const [bytes, type] of wrong)
      for (const part of ["storageId", "smallId"]) {
        const fresh = { ...(await both()), [part]: await upload(bytes, type) };
        await expect(set("Ben", fresh), `${type}, ${bytes.length} bytes`).rejects.toMatchObject(
          refusal("IMAGE_INVALID"),
        );
      }
    const smallIsLarge = { ...(await both()), smallId: await upload(png(PERSON_PICTURE.side)) };
    await expect(set("Ben", smallIsLarge)).rejects.toMatchObject(refusal("IMAGE_INVALID"));
    expect(await pictureOf(ben)).toBe(before);
  });

  test("pictures count as files do where an admin limits all of them, whatever one file may have", async () => {
    const { as } = workspace;
    await as("Ana").mutation(api.files.setLimits, { fileBytes: 0, totalBytes: null });
    await set("Ben", await both());
    const used = await as("Ana").query(api.files.usedBytes, {});
    expect(used).toBeGreaterThan(0);
    await as("Ana").mutation(api.files.setLimits, { fileBytes: 0, totalBytes: used });
    await expect(set("Zoe", await both())).rejects.toMatchObject(refusal("FILES_FULL"));
    await as("Ben").mutation(api.users.removePicture, { userId: workspace.ben });
    expect(await as("Ana").query(api.files.usedBytes, {})).toBe(0);
    await set("Zoe", await both());
  });
});

describe("removing", () => {
  test("its person and admins remove one, others do not; the bytes are gone and the history says who did it", async () => {
    const { as, ana, ben } = workspace;
    await set("Ben", await both());
    await expect(as("Zoe").mutation(api.users.removePicture, { userId: ben })).rejects.toMatchObject(
      refusal("FORBIDDEN"),
    );
    expect(await stored()).toHaveLength(2);
    await as("Ana").mutation(api.users.removePicture, { userId: ben });
    await as("Ana").mutation(api.users.removePicture, { userId: ben });
    expect(await pictureOf(ben)).toBeUndefined();
    expect(await stored()).toEqual([]);
    await set("Ben", await both());
    await as("Ben").mutation(api.users.removePicture, { userId: ben });
    const { page } = await as("Ana").query(api.events.log, { noun: "person", paginationOpts: firstPage });
    const changes = page.filter(({ subject, verb }) => subject === ben && verb === "changed");
    expect(changes.map(({ actorId, changes: [change] }) => [actorId === ana, change!.field])).toEqual([
      [false, "pictureId"],
      [false, "pictureId"],
      [true, "pictureId"],
      [false, "pictureId"],
    ]);
  });

  test("a picture is no file that its person could list, rename, delete or send", async () => {
    const { as, ben, general } = workspace;
    await set("Ben", await both());
    const fileId = (await pictureOf(ben)) as Id<"files">;
    for (const change of [
      as("Ben").mutation(api.files.remove, { fileId }),
      as("Ana").mutation(api.files.rename, { fileId, name: "x" }),
      as("Ben").mutation(api.files.restore, { fileId }),
      as("Ben").mutation(api.messages.create, { channelId: general, text: "", fileIds: [fileId] }),
    ])
      await expect(change).rejects.toMatchObject(refusal("NOT_FOUND"));
    const { page } = await as("Ana").query(api.files.list, { channelId: general, paginationOpts: firstPage });
    expect(page).toEqual([]);
  });

  test("uploads that became no picture are gone after a day, pictures stay", async () => {
    const start = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: start });
    try {
      const pictures = await both();
      await set("Ben", pictures);
      await both();
      vi.setSystemTime(start + 2 * DAY_MS);
      await workspace.t.mutation(internal.operator.cronRuns.cleanUp, {});
      expect(await stored()).toEqual([pictures.storageId, pictures.smallId].toSorted());
    } finally {
      vi.useRealTimers();
    }
  });
});

test("a picture that was put in wins over that of the sign-in, and both go with it", async () => {
  const { t, as, ben } = workspace;
  const imageUrl = "https://img.example/ben";
  await t.run(async ({ db }) => await db.patch("users", ben, { imageUrl }));
  expect(await pictureOf(ben)).toBe(imageUrl);
  await set("Ben", await both());
  expect(await pictureOf(ben)).not.toBe(imageUrl);
  await as("Ben").mutation(api.users.removePicture, { userId: ben });
  expect(await pictureOf(ben)).toBeUndefined();
});

test("a picture adds a few bytes to what is told of a person", async () => {
  const { as, ben } = workspace;
  const size = async () => JSON.stringify(await as("Ana").query(api.users.names, { ids: [ben] })).length;
  const before = await size();
  await set("Ben", await both());
  expect((await size()) - before).toBeLessThan(60);
  expect(await everybody(as("Ana"))).toHaveLength(3);
});
