/** That somebody else made a task a person's, or has changed one that is theirs or that they watch: one row for the task. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import * as Listeners from "./listeners";
import { TASK_CHANGES, type TaskChange } from "../../shared/notices";

type Known = "assigneeId" | "channelId" | TaskChange;
type Task = Pick<Doc<"tasks">, Known>;
type Notice = Doc<"notices">;

async function rowOf(ctx: MutationCtx, taskId: Id<"tasks">, userId: Id<"users">): Promise<Notice | null> {
  return await ctx.db
    .query("notices")
    .withIndex("by_taskId_and_kind_and_userId", (q) =>
      q.eq("taskId", taskId).eq("kind", "assignment").eq("userId", userId),
    )
    .unique();
}

export type Change = { before: Task | null; after: Task; actorId: Id<"users"> | undefined };

/** Keeps the notices of a task true after it was made or changed. `before` is null for a new one. */
export async function renew(ctx: MutationCtx, taskId: Id<"tasks">, change: Change): Promise<void> {
  const { before, after, actorId } = change;
  const { assigneeId, channelId } = after;
  const former = before?.assigneeId;
  if (former !== undefined && former !== assigneeId) await settle(ctx, taskId, former, "withdrawn");
  if (assigneeId === undefined) return;
  if (assigneeId !== former) {
    const known = await rowOf(ctx, taskId, assigneeId);
    if (known) await ctx.db.delete("notices", known._id);
    if (actorId !== undefined && actorId !== assigneeId)
      await insert(ctx, { taskId, userId: assigneeId, channelId, actorId });
    return;
  }
  const changes = changesOf(change);
  if (changes.length > 0 || before?.channelId !== channelId)
    await noteChanges(ctx, { taskId, userId: assigneeId, task: after, actorId, changes });
}

/** What of a change is told. */
export const changesOf = ({ before, after }: Pick<Change, "before" | "after">): TaskChange[] =>
  TASK_CHANGES.filter((field) => before?.[field] !== after[field]);

type Noted = {
  taskId: Id<"tasks">;
  userId: Id<"users">;
  /** As it is now. */
  task: Pick<Task, "channelId" | "deletedAt">;
  actorId: Id<"users"> | undefined;
  changes: TaskChange[];
};

/** Tells a person what others have changed of a task, or takes back what is so no more. */
export async function noteChanges(
  ctx: MutationCtx,
  { taskId, userId, task: { channelId, deletedAt }, actorId, changes }: Noted,
): Promise<void> {
  const row = await rowOf(ctx, taskId, userId);
  if (row && row.channelId !== channelId) await ctx.db.patch("notices", row._id, { channelId });
  if (changes.includes("deletedAt") && deletedAt === undefined) return await returned(ctx, row);
  if (row && isNew(row)) {
    if (deletedAt !== undefined) await ctx.db.patch("notices", row._id, { state: "withdrawn" });
  } else if (changes.length > 0 && actorId !== undefined && actorId !== userId)
    await tell(ctx, row, { taskId, userId, channelId, actorId, changes });
}

/** Whether it says that the task was assigned, and nobody has seen that yet. */
const isNew = ({ state, changes }: Notice) => state === "unread" && changes === undefined;

type Said = {
  taskId: Id<"tasks">;
  userId: Id<"users">;
  channelId: Id<"channels"> | undefined;
  actorId: Id<"users">;
  changes?: TaskChange[];
};

async function insert(ctx: MutationCtx, said: Said): Promise<void> {
  const made = { postedAt: Date.now(), commitTs: ctx.db.vars.commitTs, state: "unread" as const };
  const row = { kind: "assignment" as const, ...said, ...made };
  // What is changed of a task waits in the inbox, and rings nobody.
  if (said.changes === undefined) await Listeners.tell(ctx, row);
  else await ctx.db.insert("notices", row);
}

async function tell(ctx: MutationCtx, row: Notice | null, said: Said & { changes: TaskChange[] }) {
  if (!row) return await insert(ctx, said);
  const unseen = row.state === "unread" ? (row.changes ?? []) : [];
  await ctx.db.patch("notices", row._id, {
    actorId: said.actorId,
    postedAt: Date.now(),
    commitTs: ctx.db.vars.commitTs,
    state: "unread",
    changes: [...new Set([...unseen, ...said.changes])],
    doneAt: undefined,
    snoozedUntil: undefined,
  });
}

/** The task is there again: what was said of its end is taken back. */
async function returned(ctx: MutationCtx, row: Notice | null): Promise<void> {
  if (row?.state === "withdrawn") await ctx.db.patch("notices", row._id, { state: "unread" });
  if (!row?.changes?.includes("deletedAt")) return;
  const changes = row.changes.filter((field) => field !== "deletedAt");
  const isNothing = changes.length === 0;
  await ctx.db.patch("notices", row._id, { changes, ...(isNothing && { state: "withdrawn" as const }) });
}

/** Marks seen what others did to a task: its assignee has opened it. */
export async function sawTask(ctx: MutationCtx, taskId: Id<"tasks">, userId: Id<"users">): Promise<void> {
  await settle(ctx, taskId, userId, "read");
}

async function settle(
  ctx: MutationCtx,
  taskId: Id<"tasks">,
  userId: Id<"users">,
  state: "read" | "withdrawn",
): Promise<void> {
  const row = await rowOf(ctx, taskId, userId);
  if (row?.state === "unread") await ctx.db.patch("notices", row._id, { state });
}
