import { expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { makeWorkspace, refusal } from "../../testing.setup";

type Name = "Ana" | "Ben" | "Zoe";

async function makeViews() {
  const workspace = await makeWorkspace();
  const { as } = workspace;
  const save = async (
    name: Name,
    title: string,
    more: { channelId?: Id<"channels">; isShared?: boolean } = {},
  ) =>
    await as(name).mutation(api.board.views.save, {
      name: title,
      query: "priority=high",
      isShared: false,
      ...more,
    });
  const names = async (name: Name, channelId?: Id<"channels">) =>
    (await as(name).query(api.board.views.list, channelId ? { channelId } : {})).map((view) => view.name);
  return { ...workspace, save, names };
}

test("one's own views are seen by nobody else, shared ones by all who see the board", async () => {
  const { hiring, save, names } = await makeViews();
  await save("Ana", "mine");
  await save("Ben", "ours", { isShared: true });
  await save("Ben", "hidden", { channelId: hiring, isShared: true });
  expect(await names("Ana")).toEqual(["mine", "ours"]);
  expect(await names("Zoe")).toEqual(["ours"]);
  expect(await names("Ana", hiring)).toEqual(["hidden"]);
  await expect(names("Zoe", hiring)).rejects.toMatchObject(refusal("NOT_FOUND"));
  const strange = save("Zoe", "x", { channelId: hiring });
  await expect(strange).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("the same name is replaced, by who made it or an admin", async () => {
  const { as, save, names } = await makeViews();
  const viewId = await save("Ben", "ours", { isShared: true });
  await expect(save("Zoe", "ours", { isShared: true })).rejects.toMatchObject(refusal("FORBIDDEN"));
  await expect(as("Zoe").mutation(api.board.views.remove, { viewId })).rejects.toMatchObject(
    refusal("FORBIDDEN"),
  );
  expect(await save("Ana", "ours", { isShared: true })).toBe(viewId);
  expect(await names("Zoe")).toEqual(["ours"]);
  await as("Ben").mutation(api.board.views.remove, { viewId });
  expect(await names("Zoe")).toEqual([]);
  const own = await save("Ben", "own");
  await expect(as("Ana").mutation(api.board.views.remove, { viewId: own })).rejects.toMatchObject(
    refusal("NOT_FOUND"),
  );
});

test("names and addresses have a length, and boards so many views", async () => {
  const { as, save } = await makeViews();
  await expect(save("Ana", " ")).rejects.toMatchObject(refusal("TEXT_EMPTY"));
  await expect(save("Ana", "x".repeat(LIMITS.viewName + 1))).rejects.toMatchObject(refusal("TEXT_TOO_LONG"));
  const query = "x".repeat(LIMITS.viewQuery + 1);
  const long = as("Ana").mutation(api.board.views.save, { name: "long", query, isShared: false });
  await expect(long).rejects.toMatchObject(refusal("TEXT_TOO_LONG"));
  for (let i = 0; i < LIMITS.boardViews; i++) await save("Ana", `view ${i}`);
  await expect(save("Ana", "one more")).rejects.toMatchObject(refusal("TOO_MANY_VIEWS"));
  await save("Ana", "view 1");
  await save("Ben", "his");
});

test("who may arrange a board says which shared view it opens with; without the view there is none", async () => {
  const { as, general, hiring, save } = await makeViews();
  const set = async (name: Name, viewId: Id<"boardViews"> | null, channelId = hiring) =>
    await as(name).mutation(api.board.views.setDefault, { channelId, viewId });
  const opened = async (name: Name, channelId = hiring) =>
    (await as(name).query(api.board.views.list, { channelId })).flatMap((view) =>
      view.isDefault ? [view.name] : [],
    );
  const shared = { channelId: hiring, isShared: true };
  const [one, two] = [await save("Ana", "one", shared), await save("Ana", "two", shared)];
  const own = await save("Ben", "own", { channelId: hiring });
  const elsewhere = await save("Ana", "elsewhere", { channelId: general, isShared: true });
  for (const viewId of [own, elsewhere, await save("Ben", "of all", { isShared: true })])
    await expect(set("Ben", viewId)).rejects.toMatchObject(refusal("NOT_FOUND"));
  for (const viewId of [one, null])
    await expect(set("Zoe", viewId)).rejects.toMatchObject(refusal("NOT_FOUND"));
  expect(await opened("Ana")).toEqual([]);

  for (let i = 0; i < 2; i++) await set("Ben", one);
  expect(await opened("Ana")).toEqual(["one"]);
  await set("Ana", two);
  await save("Ana", "two", shared);
  expect([await opened("Ben"), await opened("Ana", general)]).toEqual([["two"], []]);
  await as("Ana").mutation(api.board.views.remove, { viewId: two });
  expect(await opened("Ben")).toEqual([]);
  await expect(set("Ben", two)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await set("Ben", one);
  await set("Ben", null);
  expect(await opened("Ben")).toEqual([]);

  await as("Ana").mutation(api.channels.archive, { channelId: hiring });
  await expect(set("Ben", one)).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));
});
