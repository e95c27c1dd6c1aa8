/**
 * Labels: what gives tags a colour. A tag is a word on a task, and needs none; whoever adds one writes to the task alone.
 *
 *   tag "Docs" ──tagKey──▶ "docs" ◀── label "docs", blue
 *
 * Rules  Any member adds a label; who did, and the admins, change and delete it. A new name goes through the tasks some at a time, and
 *        so do tags that are to go with their label: also those of channels that whoever changes it does not read, since words
 *        are everybody's. A task that fails stays as it is, stops no other, and is
 *        counted in the log.
 */
import { pick } from "convex-helpers";
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { LABEL_COLOURS, tagKey } from "../../shared/board/facts";
import type { UserMutationCtx } from "../access";
import { eachRow, KIB, takeWithin, MIB, type Need } from "../batches";
import * as TaskRows from "../board/taskRows";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as Events from "../events/events";
import { cleanTag, cleanTags } from "./tags";

type Label = Doc<"labels">;

export const colour = literals(...LABEL_COLOURS);

export const labelView = v.object({
  _id: v.id("labels"),
  name: v.string(),
  colour,
  createdBy: v.id("users"),
});

/** All, by their names. */
export async function all(ctx: DbCtx): Promise<Infer<typeof labelView>[]> {
  const rows = await ctx.db.query("labels").withIndex("by_key").take(LIMITS.labels);
  return rows.map((row) => pick(row, ["_id", "name", "colour", "createdBy"]));
}

/** One that the caller may change. @throws NOT_FOUND | FORBIDDEN */
export async function requireOwn(ctx: UserMutationCtx, labelId: Id<"labels">): Promise<Label> {
  const label = await ctx.db.get("labels", labelId);
  if (!label) throw fail("NOT_FOUND");
  if (ctx.user.role !== "admin" && label.createdBy !== ctx.user._id) throw fail("FORBIDDEN");
  return label;
}

/** @throws TAG_INVALID | LABEL_TAKEN */
async function checked(ctx: DbCtx, given: string, self?: Id<"labels">): Promise<Pick<Label, "name" | "key">> {
  const name = cleanTag(given);
  const key = tagKey(name);
  const other = await ctx.db
    .query("labels")
    .withIndex("by_key", (q) => q.eq("key", key))
    .unique();
  if (other && other._id !== self) throw fail("LABEL_TAKEN");
  return { name, key };
}

async function tell(ctx: UserMutationCtx, field: "label" | "labelColour", before?: string, after?: string) {
  const changes = [{ field, ...(before && { before }), ...(after && { after }) }];
  await Events.record(ctx, { noun: "settings", verb: "changed", subject: "labels", changes });
}

/** @throws TAG_INVALID | LABEL_TAKEN | TOO_MANY_LABELS */
export async function add(
  ctx: UserMutationCtx,
  given: { name: string; colour: Label["colour"] },
): Promise<Id<"labels">> {
  const named = await checked(ctx, given.name);
  if ((await all(ctx)).length >= LIMITS.labels) throw fail("TOO_MANY_LABELS");
  await tell(ctx, "label", undefined, named.name);
  return await ctx.db.insert("labels", { ...named, colour: given.colour, createdBy: ctx.user._id });
}

/** @throws TAG_INVALID | LABEL_TAKEN */
export async function update(
  ctx: UserMutationCtx,
  label: Label,
  given: { name?: string | undefined; colour?: Label["colour"] | undefined },
): Promise<void> {
  const named = given.name === undefined ? {} : await checked(ctx, given.name, label._id);
  const after = { ...label, ...named, ...(given.colour && { colour: given.colour }) };
  if (after.name === label.name && after.colour === label.colour) return;
  await ctx.db.patch("labels", label._id, { ...named, colour: after.colour });
  if (after.colour !== label.colour) await tell(ctx, "labelColour", label.colour, after.colour);
  if (after.name === label.name) return;
  await tell(ctx, "label", label.name, after.name);
  await begin(ctx, { from: label.key, to: after.name });
}

/** Takes the colour away, and where that is wanted the tags with it. */
export async function remove(ctx: UserMutationCtx, label: Label, keepsTags: boolean): Promise<void> {
  await ctx.db.delete("labels", label._id);
  await tell(ctx, "label", label.name);
  if (!keepsTags) await begin(ctx, { from: label.key });
}

export const toRetag = {
  /** As tags are compared. */
  from: v.string(),
  /** Absent: they go. */
  to: v.optional(v.string()),
  /** The age of the last task that was looked at. */
  after: v.number(),
  /** Tasks that stay as they are, because they fail. */
  left: v.number(),
};
const toRetagValidator = v.object(toRetag);
type Retag = Infer<typeof toRetagValidator>;

/** Tasks that are looked at in one transaction: most of them do not have the tag. */
const AT_ONCE = { rows: 400, bytes: MIB };
/** What a task uses that has it: its entries are written anew. */
const NEED: Need = {
  documentsRead: 60,
  databaseQueries: 60,
  bytesRead: 256 * KIB,
  documentsWritten: 40,
  bytesWritten: 256 * KIB,
};

async function begin(ctx: UserMutationCtx, { from, to }: Pick<Retag, "from" | "to">): Promise<void> {
  await schedule(ctx, { from, ...(to !== undefined && { to }), after: 0, left: 0 });
}

async function schedule(ctx: MutationCtx, retag: Retag): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.scheduled.labels.goOn, retag);
}

/** Goes through tasks by their age, deleted ones included, and leaves the rest to the next transaction. */
export async function goOn(ctx: MutationCtx, retag: Retag): Promise<void> {
  const tasks = ctx.db
    .query("tasks")
    .withIndex("by_creation_time", (q) => q.gt("_creationTime", retag.after));
  const { rows, isCut } = await takeWithin(tasks, AT_ONCE);
  const tagged = rows.filter(({ tags }) => has(tags, retag.from));
  let [reached, left] = [retag.after, retag.left];
  const isAll = await eachRow(ctx, tagged, {
    need: () => NEED,
    step: async ({ _id: taskId, _creationTime }) => {
      const { from, to } = retag;
      reached = _creationTime;
      await ctx.runMutation(internal.scheduled.labels.retag, { taskId, from, to });
    },
    failed: async () => {
      left += 1;
      await Promise.resolve();
    },
  });
  const last = isAll ? rows.at(-1)?._creationTime : reached;
  if (last !== undefined && (isCut || !isAll)) await schedule(ctx, { ...retag, after: last, left });
  else if (left > 0) await tellOfLeft(ctx, left);
}

async function tellOfLeft(ctx: MutationCtx, left: number): Promise<void> {
  const changes = [{ field: "labelLeft", after: left }];
  await Events.record(ctx, { noun: "settings", verb: "changed", subject: "labels", changes });
}

const has = (tags: readonly string[], key: string): boolean => tags.some((tag) => tagKey(tag) === key);

/**
 * Gives one task the new name in the place of the old one, by itself, so that nothing stays of it where it fails. Nobody is
 * its actor: whoever renamed a label may not even read the task.
 */
export async function retag(
  ctx: MutationCtx,
  { taskId, from, to }: Omit<Retag, "after" | "left"> & { taskId: Id<"tasks"> },
): Promise<void> {
  const task = await ctx.db.get("tasks", taskId);
  if (!task || !has(task.tags, from)) return;
  const renamed = task.tags.flatMap((tag) => (tagKey(tag) === from ? (to ?? []) : tag));
  const tags = cleanTags(renamed);
  await TaskRows.patch(ctx, task, { tags });
}
