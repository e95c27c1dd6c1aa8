/** Files in the search: their names, what stands in them, and the messages that have them. */
import { expect, test } from "vitest";
import { api, internal } from "../../_generated/api";
import { firstPage, makeWorkspace } from "../../testing.setup";

test("finds files by their names and by what stands in them, for as long as they are shown", async () => {
  const { t, as, general, hiring } = await makeWorkspace();
  const send = async (channelId: typeof general, name: string, text: string) => {
    const storageId = await t.run(async ({ storage }) => await storage.store(new Blob([text])));
    const draft = { storageId, name, type: "text/plain" };
    const fileId = await as("Ana").mutation(api.files.save, draft);
    await t.mutation(internal.files.inspected, { fileId, type: "text/plain", text });
    const messageId = await as("Ana").mutation(api.messages.create, {
      channelId,
      text: "",
      fileIds: [fileId],
    });
    return { fileId, messageId };
  };
  const names = async (name: "Ben" | "Zoe", text: string) => {
    const { page } = await as(name).query(api.search.all, {
      text,
      kind: "file",
      paginationOpts: firstPage,
    });
    return page.flatMap((one) => (one.kind === "file" ? [one.file.name] : []));
  };
  const { fileId, messageId } = await send(general, "launchPlan_v2.txt", "We meet in Kyoto");
  await send(hiring, "salaries.txt", "Kyoto pays more");
  expect(await names("Zoe", "kyoto")).toEqual(["launchPlan_v2.txt"]);
  expect((await names("Ben", "kyoto")).sort()).toEqual(["launchPlan_v2.txt", "salaries.txt"]);
  for (const text of ["plan", '"meet in kyoto"', "has:document", "has:file launch", "from:ana v2"])
    expect([text, await names("Zoe", text)]).toEqual([text, ["launchPlan_v2.txt"]]);
  for (const text of ["has:image", "from:ben plan", "-kyoto plan"])
    expect([text, await names("Zoe", text)]).toEqual([text, []]);
  await as("Ana").mutation(api.files.rename, { fileId, name: "trip.txt" });
  expect([await names("Zoe", "plan"), await names("Zoe", "trip")]).toEqual([[], ["trip.txt"]]);
  await as("Ana").mutation(api.files.remove, { fileId });
  expect(await names("Zoe", "trip")).toEqual([]);
  await as("Ana").mutation(api.files.restore, { fileId });
  expect(await names("Zoe", "trip")).toEqual(["trip.txt"]);
  await as("Ana").mutation(api.messages.remove, { messageId });
  expect(await names("Zoe", "trip")).toEqual([]);
});

test("finds messages by the kinds of their files, also once their bytes said what they are", async () => {
  const { t, as, general } = await makeWorkspace();
  const storageId = await t.run(async ({ storage }) => await storage.store(new Blob(["."])));
  const fileId = await as("Ana").mutation(api.files.save, { storageId, name: "a", type: "image/png" });
  const messageId = await as("Ana").mutation(api.messages.create, {
    channelId: general,
    text: "Look",
    fileIds: [fileId],
  });
  const ids = async (text: string) => {
    const paginationOpts = firstPage;
    const { page } = await as("Zoe").query(api.search.all, { text, kind: "message", paginationOpts });
    return page.map(({ id }) => id);
  };
  expect(await ids("has:image")).toEqual([messageId]);
  await t.mutation(internal.files.inspected, { fileId, type: "video/mp4", text: "" });
  expect([await ids("has:image"), await ids("has:video")]).toEqual([[], [messageId]]);
});
