/** Labels: who adds, changes and deletes them, and what becomes of the tags. */
import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { firstPage, makeWorkspace, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = "Ana" | "Ben" | "Zoe";

let workspace: Workspace;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.UTC(2026, 10, 30, 12) });
  workspace = await makeWorkspace();
  return () => void vi.useRealTimers();
});

const { labels } = api.board;
const add = async (name: Name, label: string) =>
  await workspace.as(name).mutation(labels.add, { name: label, colour: "blue" });
const rename = async (name: Name, labelId: Id<"labels">, to: string) =>
  await workspace.as(name).mutation(labels.update, { labelId, name: to });
const remove = async (name: Name, labelId: Id<"labels">, keepsTags = true) =>
  await workspace.as(name).mutation(labels.remove, { labelId, keepsTags });
const list = async () =>
  (await workspace.as("Zoe").query(labels.list, {})).map(({ name, colour }) => `${name} ${colour}`);
const settle = async () => await workspace.t.finishAllScheduledFunctions(vi.runAllTimers);
const make = async (tags: string[], more: object = {}) =>
  await workspace.as("Ana").mutation(api.tasks.create, { title: "Ship", tags, ...more });
const tagsOf = async (taskId: Id<"tasks">) =>
  await workspace.t.run(async ({ db }) => (await db.get("tasks", taskId))!.tags);

test("anybody adds a label, each name once however it is written, and tags need none", async () => {
  await make(["free"]);
  expect(await list()).toEqual([]);
  await add("Zoe", "  Écrans   neufs ");
  await add("Ben", "Bugs");
  expect(await list()).toEqual(["Bugs blue", "Écrans neufs blue"]);
  for (const same of ["bugs", "écrans NEUFS"])
    await expect(add("Ana", same)).rejects.toMatchObject(refusal("LABEL_TAKEN"));
  for (const bad of ["", " ", "x".repeat(LIMITS.tag + 1)])
    await expect(add("Ana", bad)).rejects.toMatchObject(refusal("TAG_INVALID"));
  expect(await list()).toHaveLength(2);
  for (const other of ["Ecrans neufs", "C", "C++", "🔥"]) await add("Ana", other);
  expect(await list()).toHaveLength(6);
});

test("there is an end to how many", async () => {
  await workspace.t.run(async ({ db }) => {
    for (let i = 1; i < LIMITS.labels; i++)
      await db.insert("labels", { name: `${i}`, key: `${i}`, colour: "red", createdBy: workspace.zoe });
  });
  const last = await add("Zoe", "last");
  await expect(add("Zoe", "one more")).rejects.toMatchObject(refusal("TOO_MANY_LABELS"));
  await remove("Zoe", last);
  await add("Zoe", "one more");
});

test("who added it and the admins change and delete it, and nobody else; what is gone is not found", async () => {
  const { as } = workspace;
  const labelId = await add("Zoe", "Bugs");
  const recolour = async (name: Name) => await as(name).mutation(labels.update, { labelId, colour: "red" });
  for (const act of [recolour("Ben"), rename("Ben", labelId, "Errors"), remove("Ben", labelId)])
    await expect(act).rejects.toMatchObject(refusal("FORBIDDEN"));
  expect(await list()).toEqual(["Bugs blue"]);
  await recolour("Zoe");
  await add("Ben", "Docs");
  await expect(rename("Zoe", labelId, "docs")).rejects.toMatchObject(refusal("LABEL_TAKEN"));
  await expect(rename("Zoe", labelId, " ")).rejects.toMatchObject(refusal("TAG_INVALID"));
  await rename("Ana", labelId, "Errors");
  expect(await list()).toEqual(["Docs blue", "Errors red"]);
  await remove("Ana", labelId);
  for (const act of [recolour("Zoe"), rename("Zoe", labelId, "x"), remove("Ana", labelId)])
    await expect(act).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("a new name goes through all tasks that have the tag, and is in their history, by nobody", async () => {
  const { as, hiring: channelId } = workspace;
  const labelId = await add("Zoe", "Bugs");
  const [plain, other, both, secret, gone] = [
    await make(["bugs", "docs"]),
    await make(["docs", "bugsy"]),
    await make(["errors", "Bugs", "x"]),
    await make(["BUGS"], { channelId }),
    await make(["Bugs"]),
  ];
  await as("Ana").mutation(api.tasks.remove, { taskId: gone });
  await rename("Zoe", labelId, "Errors");
  await settle();
  const ids = [plain, other, both, secret, gone];
  const expected = [["Errors", "docs"], ["docs", "bugsy"], ["errors", "x"], ["Errors"], ["Errors"]];
  expect(await Promise.all(ids.map(tagsOf))).toEqual(expected);
  const { page } = await as("Ana").query(api.events.list, { taskId: plain, paginationOpts: firstPage });
  expect(page[0]).toMatchObject({
    verb: "changed",
    changes: [{ field: "tags", before: ["bugs", "docs"], after: ["Errors", "docs"] }],
  });
  expect(page[0]).not.toHaveProperty("actorId");
  const found = await as("Ana").query(api.search.all, {
    text: "tag:errors is:open",
    paginationOpts: firstPage,
  });
  expect(found.page).toHaveLength(3);
  // Written otherwise, it is the same tag in other letters.
  await rename("Zoe", labelId, "ERRORS");
  await settle();
  expect(await tagsOf(plain)).toEqual(["ERRORS", "docs"]);
});

test("what does not fit into one transaction is for the next, and a task that fails stops no other", async () => {
  const { t } = workspace;
  const labelId = await add("Ana", "Bugs");
  const first = await make(["bugs"]);
  const bad = await make(["bugs"]);
  const many = Array.from({ length: LIMITS.tagsPerTask }, (_, i) => `${i}`);
  await t.run(async ({ db }) => {
    await db.patch("tasks", bad, { tags: ["bugs", ...many] });
    const { _id, _creationTime, ...like } = (await db.get("tasks", first))!;
    for (let i = 0; i < 450; i++)
      await db.insert("tasks", {
        ...like,
        number: 100 + i,
        rank: `zz${i}`,
        tags: i % 50 === 0 ? ["bugs"] : [],
      });
  });
  const last = await make(["bugs"]);
  await rename("Ana", labelId, "Errors");
  await settle();
  expect(await Promise.all([first, last].map(tagsOf))).toEqual([["Errors"], ["Errors"]]);
  expect(await tagsOf(bad)).toContain("bugs");
  const left = await t.run(async ({ db }) => await db.query("tasks").collect());
  expect(left.filter(({ tags }) => tags.includes("bugs")).map(({ _id }) => _id)).toEqual([bad]);
  expect(left.filter(({ tags }) => tags.includes("Errors"))).toHaveLength(11);
  const { page } = await workspace.as("Ana").query(api.events.log, { paginationOpts: firstPage });
  expect(page[0]).toMatchObject({ subject: "labels", changes: [{ field: "labelLeft", after: 1 }] });
});

test("with a label its tags stay, or go", async () => {
  const [kept, dropped] = [await add("Ana", "Docs"), await add("Ana", "Bugs")];
  const taskId = await make(["docs", "bugs", "free"]);
  await remove("Ana", kept);
  await settle();
  expect(await tagsOf(taskId)).toEqual(["docs", "bugs", "free"]);
  await remove("Ana", dropped, false);
  await settle();
  expect(await tagsOf(taskId)).toEqual(["docs", "free"]);
  expect(await list()).toEqual([]);
});

test("the log tells admins what became of labels", async () => {
  const labelId = await add("Zoe", "Bugs");
  await rename("Zoe", labelId, "Errors");
  await workspace.as("Zoe").mutation(labels.update, { labelId, colour: "red" });
  await remove("Zoe", labelId);
  const { page } = await workspace
    .as("Ana")
    .query(api.events.log, { noun: "settings", paginationOpts: firstPage });
  const told = page.filter(({ subject }) => subject === "labels").flatMap(({ changes }) => changes);
  expect(told.toReversed()).toEqual([
    { field: "label", after: "Bugs" },
    { field: "label", before: "Bugs", after: "Errors" },
    { field: "labelColour", before: "blue", after: "red" },
    { field: "label", before: "Errors" },
  ]);
});
