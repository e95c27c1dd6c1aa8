/** What would have set off an automation lately, had it been there. Nothing is done. */
import type { PaginationOptions } from "convex/server";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { fits, happenedTo, type Trigger } from "../../shared/board/automations";
import type { BoardColumn } from "../../shared/board/columns";
import { LIMITS } from "../../shared/limits";
import type { TaskStatus } from "../../shared/tasks";
import { cutText } from "../../shared/text";
import { DAY_MS } from "../../shared/time";
import { tsOf } from "../../shared/unread";
import { requireChannel, type UserQueryCtx } from "../access";
import * as Boards from "../board/boards";
import { withNames } from "../chat/mentionNames";
import { groupsOf } from "../chat/reactions";
import { boundedPage } from "../pages";
import { dueDayAt, morningOf, requireZone } from "../settings/zones";

type Channel = Id<"channels">;
type Event = Doc<"events">;
type Task = Doc<"tasks">;

const REACH_MS = 7 * DAY_MS;

/** One time that it would have run. */
export const occasionView = v.object({
  at: v.number(),
  /** The card as it is called now, or the message. */
  taskId: v.optional(v.id("tasks")),
  number: v.optional(v.number()),
  title: v.optional(v.string()),
  messageId: v.optional(v.id("messages")),
  text: v.optional(v.string()),
  /** Who would have set it off; nobody where a day came. */
  by: v.optional(v.id("users")),
});
type Occasion = Infer<typeof occasionView>;

type Asked = { channelId: Channel; when: Trigger; timeZone: string; paginationOpts: PaginationOptions };

/** Of the last seven days, the newest first. A page may be shorter than asked for, even empty. @throws NOT_FOUND | TIME_ZONE_INVALID */
export async function occasions(ctx: UserQueryCtx, { channelId, when, timeZone, paginationOpts }: Asked) {
  await requireChannel(ctx, channelId);
  requireZone(timeZone);
  const opts = boundedPage(paginationOpts);
  if (when.kind === "due") return await due(ctx, channelId, { days: when.days, timeZone, opts });
  if (when.kind === "reacted") return await reacted(ctx, channelId, when.emoji, opts);
  const columns = await Boards.columnsOf(ctx, channelId);
  const result = await ctx.db
    .query("events")
    .withIndex("by_noun", (q) => q.eq("noun", "task").gt("_creationTime", Date.now() - REACH_MS))
    .order("desc")
    .paginate(opts);
  const page: Occasion[] = [];
  for (const event of result.page) {
    const change = changeIn(event, channelId, columns);
    const happened = change && happenedTo(change.before, change.after);
    if (!happened || !fits(when, happened, change.after)) continue;
    const task = await ctx.db.get("tasks", event.subject as Id<"tasks">);
    if (task?.channelId === channelId) page.push(occasionOf(task, event._creationTime, event.actorId));
  }
  return { ...result, page };
}

const occasionOf = ({ _id, number, title }: Task, at: number, by?: Id<"users">): Occasion => ({
  at,
  taskId: _id,
  number,
  title,
  ...(by && { by }),
});

const TELLING: ReadonlySet<string> = new Set(["created", "changed", "moved"]);

/** What an event says of where a card of this channel was and came to; null where it sets nothing off. */
function changeIn(event: Event, channelId: Channel, columns: readonly BoardColumn[]) {
  const { actorId, undoes, verb, changes } = event;
  if (!actorId || undoes !== undefined || !TELLING.has(verb)) return null;
  const of = (field: string) => changes.find((change) => change.field === field);
  const [channel, status, column, tags] = [of("channelId"), of("status"), of("column"), of("tags")];
  const isNew = verb === "created";
  if (isNew ? channel?.after !== channelId : channel && channel.after !== channelId) return null;
  // Who goes from column to column of one status says which by the one that it leaves.
  const left = columns.find(({ key }) => key === column?.before);
  const side = (at: "before" | "after") => ({
    channelId: channel ? channel[at] : channelId,
    status: (status?.[at] ?? left?.status ?? "todo") as TaskStatus,
    column: column?.[at] as string | undefined,
    tags: (tags?.[at] ?? []) as string[],
  });
  return { before: isNew ? null : side("before"), after: side("after") };
}

type DueAsked = { days: number; timeZone: string; opts: PaginationOptions };

async function due(ctx: UserQueryCtx, channelId: Channel, { days, timeZone, opts }: DueAsked) {
  const today = dueDayAt(Date.now(), timeZone);
  const ahead = days * DAY_MS;
  const result = await ctx.db
    .query("tasks")
    .withIndex("by_channelId_and_away_and_dueDate", (q) =>
      q
        .eq("channelId", channelId)
        .eq("deletedAt", undefined)
        .eq("archivedAt", undefined)
        .gte("dueDate", today + ahead - REACH_MS)
        .lt("dueDate", today + ahead + DAY_MS),
    )
    .order("desc")
    .paginate(opts);
  const page = result.page.flatMap((task) => {
    const at = morningOf(Math.floor(task.dueDate! / DAY_MS) * DAY_MS - ahead, timeZone);
    const isIn = at > Date.now() - REACH_MS && at <= Date.now() && task._creationTime < at;
    return isIn && (task.completedAt ?? Infinity) > at ? [occasionOf(task, at)] : [];
  });
  return { ...result, page };
}

/** Of the messages of these days, by when they were written. */
async function reacted(ctx: UserQueryCtx, channelId: Channel, emoji: string, opts: PaginationOptions) {
  const result = await ctx.db
    .query("messages")
    .withIndex("by_channelId_and_threadId_and_commitTs", (q) =>
      q
        .eq("channelId", channelId)
        .eq("threadId", undefined)
        .gt("commitTs", tsOf(Date.now() - REACH_MS)),
    )
    .order("desc")
    .paginate(opts);
  const page: Occasion[] = [];
  for (const message of result.page) {
    const group = (await groupsOf(ctx, message)).find((one) => one.emoji === emoji);
    const [by] = group?.userIds ?? [];
    if (!by || message.deletedAt !== undefined) continue;
    const text = cutText(await withNames(ctx, message), LIMITS.automationOccasion);
    page.push({ at: message.sentAt, messageId: message._id, text, by });
  }
  return { ...result, page };
}
