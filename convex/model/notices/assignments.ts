/** That somebody else made a task a person's. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";

type Assigned = Pick<Doc<"tasks">, "assigneeId" | "channelId" | "deletedAt">;

async function rowOf(ctx: MutationCtx, taskId: Id<"tasks">, userId: Id<"users">) {
  return await ctx.db
    .query("notices")
    .withIndex("by_taskId_and_userId", (q) => q.eq("taskId", taskId).eq("userId", userId))
    .unique();
}

/** Keeps the notices of a task true after it was made or changed. `before` is null for a new one. */
export async function renew(
  ctx: MutationCtx,
  taskId: Id<"tasks">,
  { before, after, actorId }: { before: Assigned | null; after: Assigned; actorId: Id<"users"> | undefined },
): Promise<void> {
  const { assigneeId, channelId } = after;
  const former = before?.assigneeId;
  if (former !== undefined && former !== assigneeId) await settle(ctx, taskId, former, "withdrawn");
  if (assigneeId === undefined) return;
  if (assigneeId !== former && actorId !== undefined && assigneeId !== actorId) {
    const known = await rowOf(ctx, taskId, assigneeId);
    if (known) await ctx.db.delete("notices", known._id);
    const notice = { userId: assigneeId, kind: "assignment" as const, taskId, channelId, actorId };
    const made = { postedAt: Date.now(), commitTs: ctx.db.vars.commitTs };
    await ctx.db.insert("notices", { ...notice, ...made, state: "unread" });
    return;
  }
  const isSame =
    before?.channelId === channelId && (before?.deletedAt === undefined) === (after.deletedAt === undefined);
  const row = isSame ? null : await rowOf(ctx, taskId, assigneeId);
  if (!row) return;
  const waiting = after.deletedAt === undefined ? "unread" : "withdrawn";
  await ctx.db.patch("notices", row._id, { channelId, ...(row.state !== "read" && { state: waiting }) });
}

/** Marks seen that a task was assigned: its assignee has opened it. */
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
