/**
 * What new cards are made after: the content of a card under a name, for the board of one channel or for all boards.
 *
 * Rules  A template is a copy: what becomes of the card it was saved from changes nothing. Whoever reads the channel reads its
 *        templates; who arranges its board arranges them. Those of the workspace are everybody's, changed by who saved them and
 *        by admins. What a new card is to be is said by whoever makes it, beginning with what the template says: category and
 *        subtasks alone come from the template itself.
 */
import { omit } from "convex-helpers";
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { TASK_PRIORITIES } from "../../shared/board/facts";
import { LIMITS } from "../../shared/limits";
import { withOpenChecks } from "../../shared/markdown/openChecks";
import { TASK_CATEGORIES } from "../../shared/tasks";
import { canRead, requireChannel, type UserMutationCtx, type UserQueryCtx } from "../access";
import * as Boards from "../board/boards";
import { textOf } from "../board/descriptions";
import * as TaskRows from "../board/taskRows";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as Subtasks from "../board/subtasks";
import { status } from "../tasks/cards";
import * as Tasks from "../tasks/tasks";
import { requiredName } from "../text";
import { havers } from "./copies";
import type { duplicateView } from "./duplicates";

type Template = Doc<"taskTemplates">;
type Board = Id<"channels"> | undefined;

export const templateView = v.object({
  _id: v.id("taskTemplates"),
  name: v.string(),
  /** Absent for one of the workspace. */
  channelId: v.optional(v.id("channels")),
  title: v.string(),
  description: v.string(),
  tags: v.array(v.string()),
  priority: v.optional(literals(...TASK_PRIORITIES)),
  estimate: v.optional(v.number()),
  category: v.optional(literals(...TASK_CATEGORIES)),
  /** Absent where that person has left or may not read the channel, and a column where it is gone. */
  assigneeId: v.optional(v.id("users")),
  status,
  column: v.optional(v.string()),
  subtasks: v.array(v.string()),
  mayChange: v.boolean(),
});

async function rowsOf(ctx: DbCtx, channelId: Board): Promise<Template[]> {
  return await ctx.db
    .query("taskTemplates")
    .withIndex("by_channelId_and_place", (q) => q.eq("channelId", channelId))
    .take(LIMITS.templates);
}

/** Those of a board and of the workspace, each in their order. @throws NOT_FOUND */
export async function list(ctx: UserQueryCtx, channelId: Board): Promise<Infer<typeof templateView>[]> {
  const channel = channelId && (await requireChannel(ctx, channelId));
  const rows = [...(channel ? await rowsOf(ctx, channel._id) : []), ...(await rowsOf(ctx, undefined))];
  const columns = await Boards.columnsOf(ctx, channelId);
  const mayHave = havers(ctx);
  const mayArrange = channel !== undefined && (await Boards.arranges(ctx, channel));
  return await Promise.all(
    rows.map(async ({ createdBy, ...row }) => {
      const isThere = columns.some(({ key, isEnding }) => key === row.column && !isEnding);
      return {
        ...omit(row, ["_creationTime", "place", "assigneeId", "column"]),
        ...(row.assigneeId &&
          (await mayHave({ channelId }, row.assigneeId)) && { assigneeId: row.assigneeId }),
        ...(row.column !== undefined && isThere && { column: row.column }),
        mayChange: row.channelId ? mayArrange : ctx.user.role === "admin" || createdBy === ctx.user._id,
      };
    }),
  );
}

/** @throws NOT_FOUND */
export async function requireTemplate(ctx: UserQueryCtx, templateId: Id<"taskTemplates">): Promise<Template> {
  const template = await ctx.db.get("taskTemplates", templateId);
  const isRead =
    template && (template.channelId === undefined || (await canRead(ctx, template.channelId, ctx.user._id)));
  if (!isRead) throw fail("NOT_FOUND");
  return template;
}

/** The way to one for changing it. @throws NOT_FOUND | FORBIDDEN | NOT_A_MEMBER | CHANNEL_ARCHIVED | POSTING_LIMITED */
export async function requireOwn(ctx: UserMutationCtx, templateId: Id<"taskTemplates">): Promise<Template> {
  const template = await requireTemplate(ctx, templateId);
  if (template.channelId !== undefined) await Boards.requirePlace(ctx, template.channelId);
  else if (ctx.user.role !== "admin" && template.createdBy !== ctx.user._id) throw fail("FORBIDDEN");
  return template;
}

type Draft = { name: string; isForAll: boolean };

/**
 * Keeps what a card says, for its board or for all; one of the same name is replaced.
 *
 * @throws TEXT_EMPTY | TEXT_TOO_LONG | TOO_MANY_TEMPLATES | COPY_TOO_LARGE | FORBIDDEN | NOT_A_MEMBER | CHANNEL_ARCHIVED | POSTING_LIMITED
 */
export async function save(
  ctx: UserMutationCtx,
  task: Doc<"tasks">,
  draft: Draft,
): Promise<Id<"taskTemplates">> {
  const channelId = draft.isForAll ? undefined : task.channelId;
  if (channelId !== undefined) await Boards.requirePlace(ctx, channelId);
  const name = requiredName(draft.name, LIMITS.templateName);
  const kept = await rowsOf(ctx, channelId);
  const same = kept.find((row) => row.name === name);
  const content = { ...(await contentOf(ctx, task, channelId)), name, channelId };
  if (same) {
    await requireOwn(ctx, same._id);
    const { place, createdBy } = same;
    await ctx.db.replace("taskTemplates", same._id, { ...content, place, createdBy });
    return same._id;
  }
  if (kept.length >= LIMITS.templates) throw fail("TOO_MANY_TEMPLATES");
  const place = (kept.at(-1)?.place ?? 0) + 1;
  return await ctx.db.insert("taskTemplates", { ...content, place, createdBy: ctx.user._id });
}

async function contentOf(ctx: UserMutationCtx, task: Doc<"tasks">, channelId: Board) {
  const { title, tags, priority, estimate, assigneeId, category, categorySource, status, column } = task;
  // A part that others in its place may not read stays theirs.
  const parts = (await Subtasks.partsOf(ctx, task._id)).filter((part) => Subtasks.isShownTo(part, task));
  if (parts.length >= LIMITS.duplicated) throw fail("COPY_TOO_LARGE");
  const isOpen = status !== "done";
  return {
    title,
    description: withOpenChecks(await textOf(ctx, task._id)),
    tags,
    priority,
    estimate,
    assigneeId,
    // What was decided by itself is decided anew.
    ...(categorySource === "person" && category && { category }),
    status: isOpen ? status : ("todo" as const),
    ...(isOpen && column !== undefined && channelId !== undefined && { column }),
    subtasks: parts.map((part) => part.title),
  };
}

/** @throws TEXT_EMPTY | TEXT_TOO_LONG | TEMPLATE_TAKEN */
export async function rename(ctx: UserMutationCtx, template: Template, newName: string): Promise<void> {
  const name = requiredName(newName, LIMITS.templateName);
  const others = (await rowsOf(ctx, template.channelId)).filter(({ _id }) => _id !== template._id);
  if (others.some((row) => row.name === name)) throw fail("TEMPLATE_TAKEN");
  await ctx.db.patch("taskTemplates", template._id, { name });
}

/** Puts one before another one of the same board, or at the end. */
export async function move(
  ctx: UserMutationCtx,
  template: Template,
  before: Id<"taskTemplates"> | undefined,
): Promise<void> {
  const others = (await rowsOf(ctx, template.channelId)).filter(({ _id }) => _id !== template._id);
  const found = others.findIndex(({ _id }) => _id === before);
  const ordered = others.toSpliced(found === -1 ? others.length : found, 0, template);
  for (const [i, row] of ordered.entries())
    if (row.place !== i + 1) await ctx.db.patch("taskTemplates", row._id, { place: i + 1 });
}

export async function remove(ctx: UserMutationCtx, { _id }: Template): Promise<void> {
  await ctx.db.delete("taskTemplates", _id);
}

/**
 * A new card as its maker says it, with category and subtasks of the template: one action, as undo sees it.
 *
 * @throws as `Tasks.create`
 */
export async function create(
  ctx: UserMutationCtx,
  { category, subtasks }: Template,
  draft: Parameters<typeof Tasks.create>[1],
): Promise<Infer<typeof duplicateView>> {
  const taskId = await Tasks.create(ctx, draft);
  for (const title of subtasks) await Tasks.create(ctx, { title, parentId: taskId });
  const made = category && (await ctx.db.get("tasks", taskId));
  if (made) await TaskRows.patch(ctx, made, { category, categorySource: "person" });
  return { taskId, commitTs: ctx.db.vars.commitTs };
}
