/** The files of a task. Who may change the task may change them; the card has their number, and the history their names. */
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import * as TaskRows from "../board/taskRows";
import { fail } from "../errors";
import * as Files from "../files/files";

/**
 * Adds files of the caller that nothing has yet; those that the task has are left as they are, so that it may be sent twice.
 *
 * @throws NOT_FOUND | TOO_MANY_FILES | TOO_MANY_TASK_FILES
 */
export async function add(
  ctx: UserMutationCtx,
  task: Doc<"tasks">,
  fileIds: readonly Id<"files">[],
): Promise<void> {
  if (fileIds.length > LIMITS.filesPerMessage) throw fail("TOO_MANY_FILES");
  const given = await Promise.all(fileIds.map(async (id) => await ctx.db.get("files", id)));
  const fresh = fileIds.filter((_, i) => given[i]?.taskId !== task._id);
  const files = await Files.requireWaiting(ctx, fresh);
  await Files.attach(ctx, files, { taskId: task._id, channelId: task.channelId });
  await recount(
    ctx,
    task,
    files.length,
    files.map(({ name }) => ({ after: name })),
  );
}

/** Takes a file off a task; `restore` brings it back for as long as it is kept. @throws NOT_FOUND */
export async function remove(ctx: UserMutationCtx, task: Doc<"tasks">, fileId: Id<"files">): Promise<void> {
  const file = await requireOf(ctx, task, fileId);
  if (file.deletedAt !== undefined) return;
  await Files.patch(ctx, fileId, { state: "hidden", deletedAt: Date.now() });
  const cover = task.coverId === fileId ? { coverId: undefined } : {};
  await recount(ctx, task, -1, [{ before: file.name }], cover);
}

/** @throws NOT_FOUND | TOO_MANY_TASK_FILES */
export async function restore(ctx: UserMutationCtx, task: Doc<"tasks">, fileId: Id<"files">): Promise<void> {
  const file = await requireOf(ctx, task, fileId);
  if (file.deletedAt === undefined) return;
  // The task may be elsewhere by now.
  const { channelId } = task;
  await Files.patch(ctx, fileId, { state: "shown", deletedAt: undefined, channelId });
  await recount(ctx, task, 1, [{ after: file.name }]);
}

async function requireOf(
  ctx: UserMutationCtx,
  task: Doc<"tasks">,
  fileId: Id<"files">,
): Promise<Doc<"files">> {
  const file = await ctx.db.get("files", fileId);
  if (file?.taskId !== task._id) throw fail("NOT_FOUND");
  return file;
}

async function recount(
  ctx: UserMutationCtx,
  task: Doc<"tasks">,
  by: number,
  names: readonly { before?: string; after?: string }[],
  more: Partial<Pick<Doc<"tasks">, "coverId">> = {},
): Promise<void> {
  const fileCount = (task.fileCount ?? 0) + by;
  if (by > 0 && fileCount > LIMITS.filesPerTask) throw fail("TOO_MANY_TASK_FILES");
  const changes = names.map((name) => ({ field: "file", ...name }));
  const fields = { ...more, fileCount: fileCount > 0 ? fileCount : undefined };
  await TaskRows.patch(ctx, task, fields, "changed", changes);
}
