/** Templates of cards: who keeps and uses which, and what they hold. */
import { beforeEach, expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { makeWorkspace, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = "Ana" | "Ben" | "Zoe" | "Max";

let workspace: Workspace;
let taskId: Id<"tasks">;
beforeEach(async () => {
  workspace = await makeWorkspace();
  const { hiring: channelId, ben } = workspace;
  taskId = await workspace.as("Ana").mutation(api.tasks.create, {
    title: "Interview",
    description: "- [x] Read\n- [ ] Call",
    tags: ["people"],
    priority: "high",
    estimate: 2,
    assigneeId: ben,
    channelId,
  });
  for (const title of ["Invite", "Decide"])
    await workspace.as("Ana").mutation(api.tasks.create, { title, parentId: taskId });
  await workspace.as("Ana").mutation(api.tasks.update, { taskId, category: "important" });
});

const save = async (name: Name, draft: { name?: string; isForAll?: boolean; of?: Id<"tasks"> } = {}) => {
  const { of = taskId, ...rest } = draft;
  const wanted = { taskId: of, name: "Interview", isForAll: false, ...rest };
  return await workspace.as(name).mutation(api.board.templates.save, wanted);
};
const listed = async (name: Name, channelId?: Id<"channels">) =>
  await workspace.as(name).query(api.board.templates.list, channelId ? { channelId } : {});
const names = async (name: Name, channelId?: Id<"channels">) =>
  (await listed(name, channelId)).map((row) => row.name);
const change = async (name: Name, templateId: Id<"taskTemplates">) => {
  const as = workspace.as(name);
  await as.mutation(api.board.templates.rename, { templateId, name: `By ${name}` });
  await as.mutation(api.board.templates.move, { templateId });
  await as.mutation(api.board.templates.remove, { templateId });
};

test("a template holds what its card says, with boxes that are not ticked, and outlives it", async () => {
  const { as, hiring, ben } = workspace;
  await save("Ana");
  await as("Ana").mutation(api.tasks.remove, { taskId });
  expect(await listed("Ben", hiring)).toMatchObject([
    {
      name: "Interview",
      title: "Interview",
      description: "- [ ] Read\n- [ ] Call",
      tags: ["people"],
      priority: "high",
      estimate: 2,
      category: "important",
      assigneeId: ben,
      status: "todo",
      subtasks: ["Invite", "Decide"],
      mayChange: true,
    },
  ]);
});

test("what readers of a card may not read of its parts is in no template of it", async () => {
  const { as, general } = workspace;
  const open = await as("Ana").mutation(api.tasks.create, { title: "Hire somebody", channelId: general });
  await as("Ana").mutation(api.board.subtasks.setParent, { taskId, parentId: open });
  await as("Ana").mutation(api.tasks.create, { title: "Say so", parentId: open });
  await save("Ana", { of: open, name: "Hiring" });
  expect(await listed("Zoe", general)).toMatchObject([{ name: "Hiring", subtasks: ["Say so"] }]);
});

test("a new card has category and subtasks of its template, what else its maker says, and is undone at once", async () => {
  const { as, hiring: channelId } = workspace;
  const templateId = await save("Ana");
  const draft = { templateId, title: "Interview Zoe", channelId };
  const { taskId: made, commitTs } = await as("Ben").mutation(api.board.templates.createTask, draft);
  expect(await as("Ben").query(api.tasks.get, { taskId: made })).toMatchObject({
    title: "Interview Zoe",
    category: "important",
    categorySource: "person",
    subtaskCount: 2,
    tags: [],
  });
  const parts = await as("Ben").query(api.board.subtasks.list, { taskId: made });
  expect(parts.map(({ title }) => title)).toEqual(["Invite", "Decide"]);
  await as("Ben").mutation(api.undo.action, { commitTs: commitTs as bigint });
  await expect(as("Ben").query(api.tasks.get, { taskId: made })).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("whoever left or may not read the channel is nobody's assignee, and a column that is gone is none", async () => {
  const { as, hiring: channelId, ben } = workspace;
  const column = await as("Ana").mutation(api.board.columns.add, { channelId, status: "todo", name: "Next" });
  await as("Ana").mutation(api.tasks.move, { taskId, status: "todo", column });
  await save("Ana");
  await save("Ana", { name: "For all", isForAll: true });
  expect((await listed("Ana", channelId))[0]).toMatchObject({ column, assigneeId: ben });
  expect((await listed("Ana"))[0]).toMatchObject({ assigneeId: ben });
  await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
  await as("Ana").mutation(api.board.columns.remove, { channelId, key: column });
  // Also of one that is offered on other boards too.
  const found = await listed("Ana", channelId);
  expect(found.map((one) => [one.assigneeId, one.column])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
});

test("a channel's templates are its readers', those of the workspace are everybody's", async () => {
  const { as, hiring, general } = workspace;
  const own = await save("Ana");
  const shared = await save("Ana", { name: "For all", isForAll: true });
  expect([await names("Ben", hiring), await names("Zoe", general), await names("Zoe")]).toEqual([
    ["Interview", "For all"],
    ["For all"],
    ["For all"],
  ]);
  await expect(listed("Zoe", hiring)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(listed("Max")).rejects.toMatchObject(refusal("NOT_SIGNED_IN"));
  await expect(save("Zoe")).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(change("Zoe", own)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(change("Zoe", shared)).rejects.toMatchObject(refusal("FORBIDDEN"));
  const draft = { templateId: own, title: "Secret" };
  await expect(as("Zoe").mutation(api.board.templates.createTask, draft)).rejects.toMatchObject(
    refusal("NOT_FOUND"),
  );
  await change("Ben", own);
  await change("Ana", shared);
  expect([await names("Ana", hiring), await names("Ana")]).toEqual([[], []]);
  await expect(change("Ana", own)).rejects.toMatchObject(refusal("NOT_FOUND"));
});

test("where few may write only they arrange templates, and an archived channel keeps its own", async () => {
  const { as, hiring: channelId } = workspace;
  const templateId = await save("Ben");
  await as("Ana").mutation(api.chat.channelSettings.setPosting, { channelId, posting: "owners" });
  await expect(change("Ben", templateId)).rejects.toMatchObject(refusal("POSTING_LIMITED"));
  await expect(save("Ben", { name: "Other" })).rejects.toMatchObject(refusal("POSTING_LIMITED"));
  const mayChange = async (name: Name) => (await listed(name, channelId)).map((row) => row.mayChange);
  expect([await mayChange("Ana"), await mayChange("Ben")]).toEqual([[true], [false]]);
  await as("Ana").mutation(api.channels.archive, { channelId });
  await expect(change("Ana", templateId)).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));
  expect([await names("Ben", channelId), await mayChange("Ana")]).toEqual([["Interview"], [false]]);
});

test("the same name again replaces it in its place; an order is kept; names are told apart", async () => {
  const { as, hiring } = workspace;
  const first = await save("Ana", { name: "A" });
  const second = await save("Ana", { name: "B" });
  await as("Ana").mutation(api.tasks.update, { taskId, title: "Changed" });
  expect(await save("Ben", { name: "A" })).toBe(first);
  expect((await listed("Ana", hiring)).map(({ name, title }) => [name, title])).toEqual([
    ["A", "Changed"],
    ["B", "Interview"],
  ]);
  await as("Ana").mutation(api.board.templates.move, { templateId: second, before: first });
  expect(await names("Ana", hiring)).toEqual(["B", "A"]);
  await as("Ana").mutation(api.board.templates.move, { templateId: second });
  expect(await names("Ana", hiring)).toEqual(["A", "B"]);
  const rename = async (name: string) =>
    await as("Ana").mutation(api.board.templates.rename, { templateId: second, name });
  await expect(rename("A")).rejects.toMatchObject(refusal("TEMPLATE_TAKEN"));
  await expect(rename(" ")).rejects.toMatchObject(refusal("TEXT_EMPTY"));
  await expect(rename("x".repeat(LIMITS.templateName + 1))).rejects.toMatchObject(refusal("TEXT_TOO_LONG"));
});

test("a board has so many templates, and a card with too many subtasks is none", async () => {
  const { as, hiring } = workspace;
  for (let i = 0; i < LIMITS.templates; i += 1) await save("Ana", { name: `T${i}` });
  await expect(save("Ana")).rejects.toMatchObject(refusal("TOO_MANY_TEMPLATES"));
  expect(await save("Ana", { name: "T0" })).toBe((await listed("Ana", hiring))[0]!._id);
  for (let i = 2; i < LIMITS.duplicated; i += 1)
    await as("Ana").mutation(api.tasks.create, { title: `Part ${i}`, parentId: taskId });
  await expect(save("Ana", { name: "T0" })).rejects.toMatchObject(refusal("COPY_TOO_LARGE"));
});
