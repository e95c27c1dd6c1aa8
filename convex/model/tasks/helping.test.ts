/** Who helps with a task, who may, and what it does to their list. */
import { beforeEach, expect, test } from "vitest";
import { api } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAY_MS } from "../../shared/time";
import { boardOf, makeWorkspace, refusal } from "../../testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Name = "Ana" | "Ben" | "Zoe";

let workspace: Workspace;
let taskId: Id<"tasks">;
beforeEach(async () => {
  workspace = await makeWorkspace();
  taskId = await make({});
});

const make = async (fields: object) =>
  await workspace.as("Ana").mutation(api.tasks.create, { title: "Ship", ...fields });
const help = async (name: Name, userId: Id<"users">, isHelping = true, of = taskId) =>
  await workspace.as(name).mutation(api.board.taskHelpers.set, { taskId: of, userId, isHelping });
const helpersOf = async (of = taskId) =>
  (await workspace.as("Ana").query(api.tasks.get, { taskId: of })).helperIds;

/** The list of a person, in pages of so many. */
async function listOf(name: Name, numItems = 2): Promise<Id<"tasks">[]> {
  const found: Id<"tasks">[] = [];
  let [cursor, isDone]: [string | null, boolean] = [null, false];
  while (!isDone) {
    const result: { page: { _id: Id<"tasks"> }[]; isDone: boolean; continueCursor: string } = await workspace
      .as(name)
      .query(api.tasks.mine, { paginationOpts: { numItems, cursor } });
    found.push(...result.page.map(({ _id }) => _id));
    [cursor, isDone] = [result.continueCursor, result.isDone];
  }
  return found;
}

test("helpers come and go one by one, are on the card, and watch by themselves", async () => {
  const { as, ben, zoe, ana } = workspace;
  for (const userId of [ben, zoe, ben]) await help("Ana", userId);
  expect(await helpersOf()).toEqual([ben, zoe]);
  expect(await boardOf(as("Zoe"))).toMatchObject([{ helperIds: [ben, zoe] }]);
  expect(new Set(await as("Ana").query(api.board.taskWatchers.list, { taskId }))).toEqual(
    new Set([ana, ben, zoe]),
  );
  for (let i = 0; i < 2; i++) await help("Zoe", zoe, false);
  await help("Zoe", ben, false);
  expect(await helpersOf()).toBeUndefined();
  expect(await boardOf(as("Zoe"))).not.toMatchObject([{ helperIds: [] }]);
});

test("who has the task is none of its helpers, and a helper who takes it is one no more", async () => {
  const { as, ben, zoe } = workspace;
  await as("Ana").mutation(api.tasks.update, { taskId, assigneeId: ben });
  for (const userId of [ben, zoe]) await help("Ana", userId);
  expect(await helpersOf()).toEqual([zoe]);
  await as("Ana").mutation(api.tasks.update, { taskId, assigneeId: zoe });
  expect(await helpersOf()).toBeUndefined();
  await help("Ana", ben);
  await as("Ana").mutation(api.tasks.update, { taskId, assigneeId: null });
  await as("Ben").mutation(api.tasks.claim, { taskId });
  expect(await helpersOf()).toBeUndefined();
});

test("nobody helps with what they cannot open, nor does who left, and there is an end to how many", async () => {
  const { as, t, ana, ben, zoe, hiring: channelId } = workspace;
  const notMember = refusal("ASSIGNEE_NOT_MEMBER");
  const secret = await make({ channelId });
  await help("Ana", ben, true, secret);
  await expect(help("Ana", zoe, true, secret)).rejects.toMatchObject(notMember);
  await expect(help("Zoe", zoe, true, secret)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await help("Ana", zoe);
  const move = as("Ana").mutation(api.tasks.update, { taskId, channelId });
  await expect(move).rejects.toMatchObject(notMember);
  await help("Ana", zoe, false);
  await as("Ana").mutation(api.tasks.update, { taskId, channelId });
  await as("Ana").mutation(api.channels.archive, { channelId });
  await expect(help("Ana", ben)).rejects.toMatchObject(refusal("CHANNEL_ARCHIVED"));

  const open = await make({});
  await t.run(async ({ db }) => {
    await db.patch("users", zoe, { deactivatedAt: 1 });
    await db.patch("tasks", open, { helperIds: Array<Id<"users">>(LIMITS.helpersPerTask).fill(ana) });
  });
  await expect(help("Ana", zoe, true, open)).rejects.toMatchObject(refusal("NOT_FOUND"));
  await expect(help("Ana", ben, true, open)).rejects.toMatchObject(refusal("TOO_MANY_HELPERS"));
  await help("Ana", ana, false, open);
  await help("Ana", ben, true, open);
  expect(await helpersOf(open)).toEqual([ben]);
});

test("my tasks has my own and those I help with, by date, page by page", async () => {
  const { as, ben } = workspace;
  const day = (days: number) => ({ dueDate: DAY_MS * days });
  const [late, own1, help1, same1, same2, bare1, bare2] = [
    await make({ ...day(1) }),
    await make({ ...day(2), assigneeId: ben }),
    await make({ ...day(3) }),
    await make({ ...day(4), assigneeId: ben }),
    await make({ ...day(4) }),
    await make({}),
    await make({ assigneeId: ben }),
  ] as const;
  for (const of of [late, help1, same2, bare1]) await help("Ana", ben, true, of);
  const all = [late, own1, help1, same1, same2, bare1, bare2];
  for (const numItems of [1, 2, 3, 10]) expect(await listOf("Ben", numItems)).toEqual(all);
  expect(await listOf("Zoe")).toEqual([]);

  await as("Ana").mutation(api.tasks.update, { taskId: late, ...day(9) });
  expect(await listOf("Ben")).toEqual([own1, help1, same1, same2, late, bare1, bare2]);
  await as("Ana").mutation(api.tasks.update, { taskId: help1, dueDate: null });
  await as("Ana").mutation(api.tasks.move, { taskId: same2, status: "done" });
  await as("Ana").mutation(api.tasks.remove, { taskId: bare1 });
  expect(await listOf("Ben")).toEqual([own1, same1, late, help1, bare2]);
  await as("Ana").mutation(api.tasks.move, { taskId: same2, status: "todo" });
  await as("Ana").mutation(api.tasks.restore, { taskId: bare1 });
  await help("Ben", ben, false, late);
  expect(await listOf("Ben")).toEqual([own1, same1, same2, help1, bare1, bare2]);
});

test("what is out of reach by now is not on the list of who helped with it", async () => {
  const { as, ben, hiring: channelId } = workspace;
  const secret = await make({ channelId });
  await help("Ana", ben, true, secret);
  expect(await listOf("Ben")).toEqual([secret]);
  await as("Ana").mutation(api.channels.removeMember, { channelId, userId: ben });
  expect(await listOf("Ben")).toEqual([]);
});
