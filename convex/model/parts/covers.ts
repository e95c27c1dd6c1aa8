/** The picture that a card shows: one of its files. It goes with that file. */
import type { Doc, Id } from "../../_generated/dataModel";
import { kindOf } from "../../shared/files";
import type { UserMutationCtx } from "../access";
import * as TaskRows from "../board/taskRows";
import type { DbCtx } from "../context";
import { fail } from "../errors";

type Task = Doc<"tasks">;

/** @throws NOT_FOUND where it is no picture of the task */
export async function check(ctx: DbCtx, task: Pick<Task, "_id">, fileId: Id<"files">): Promise<void> {
  const file = await ctx.db.get("files", fileId);
  const isThere = file?.taskId === task._id && file.deletedAt === undefined;
  if (!isThere || kindOf(file.type) !== "image") throw fail("NOT_FOUND");
}

/** Chooses it, or with null none. @throws NOT_FOUND */
export async function set(ctx: UserMutationCtx, task: Task, fileId: Id<"files"> | null): Promise<void> {
  if (fileId !== null) await check(ctx, task, fileId);
  await TaskRows.patch(ctx, task, { coverId: fileId ?? undefined });
}
