/**
 * Channels that are deleted for good.
 *
 *   remove ──▶ its row is gone, a row of `deletions` is there: nobody is in it any more
 *                 └──▶ tasks ──▶ messages ──▶ notes, files … ──▶ what people have of it ──▶ its history ──▶ no row names it
 *
 * Rules   From the first moment its address is one of nothing, for everybody. A transaction removes some rows of one phase,
 *         and the next is scheduled with it; a phase begins where the former one is done, so that nothing is made for what is
 *         gone. A row that cannot be removed is left behind, and tried again with the daily clean-up.
 */
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id, TableNames } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { normalChannelName } from "../../shared/chat/channelNames";
import { LIMITS } from "../../shared/limits";
import { HOUR_MS } from "../../shared/time";
import type { UserMutationCtx } from "../access";
import { hasRoomFor, MIB, reasonOf, takeWithin, type Need } from "../batches";
import * as Counts from "../board/counts";
import * as Heads from "../chat/heads";
import { checkFree } from "../chat/rights";
import * as Conversions from "../conversions/conversions";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as Events from "../events/events";
import { STEPS } from "./steps";

type Channel = Doc<"channels">;
type Deletion = Doc<"deletions">;
type Row = Doc<TableNames>;

const PHASES = Object.keys(STEPS);

/** Rows that are looked at in one transaction, so few that nobody waits for long, and their bytes. */
const AT_ONCE = { rows: 20, bytes: 6 * MIB };
/** What goes with one of them, at most. */
const NEED: Need = {
  documentsRead: 2_000,
  databaseQueries: 100,
  bytesRead: 2 * MIB,
  documentsWritten: 2_000,
  bytesWritten: 2 * MIB,
};
/** Where more rows than this cannot be removed, the next kind is gone on with. */
const MOST_LEFT = 20;
/** One that has not gone on for so long has stopped. */
const STOPPED_MS = HOUR_MS;

/** The subject of the events of channels that are gone. */
const SUBJECT = "deleted";

export const contentView = v.object({
  /** Outside threads. */
  messages: v.number(),
  tasks: v.number(),
  /** `LIMITS.deletionCounted` at most, and one more where there are more. */
  files: v.number(),
  notes: v.number(),
});

/** What a channel holds, for those who want to delete it. */
export async function contentOf(ctx: DbCtx, channelId: Id<"channels">): Promise<Infer<typeof contentView>> {
  const { count: messages } = await Heads.foldedHeadOf(ctx, { channelId });
  const tasks = await Counts.countsOf(ctx, [channelId]);
  const most = LIMITS.deletionCounted + 1;
  const files = await ctx.db
    .query("files")
    .withIndex("by_channelId_and_state", (q) => q.eq("channelId", channelId).eq("state", "shown"))
    .take(most);
  const notes = await ctx.db
    .query("notes")
    .withIndex("by_channelId_and_deletedAt", (q) => q.eq("channelId", channelId).eq("deletedAt", undefined))
    .take(most);
  return {
    messages,
    tasks: tasks.todo + tasks.in_progress + tasks.done,
    files: files.length,
    notes: notes.length,
  };
}

/**
 * Deletes a channel for good, with all that is in it. The name is typed by whoever deletes it.
 *
 * @throws CHANNEL_FIXED | CHANNEL_CONVERTING | NAME_DIFFERS
 */
export async function begin(ctx: UserMutationCtx, channel: Channel, typed: string): Promise<void> {
  checkFree(channel);
  if (await Conversions.isRunning(ctx, channel._id)) throw fail("CHANNEL_CONVERTING");
  if (normalChannelName(typed) !== channel.name) throw fail("NAME_DIFFERS");
  const deletionId = await ctx.db.insert("deletions", {
    channelId: channel._id,
    actorId: ctx.user._id,
    ...beginningOf(PHASES[0]!),
    at: Date.now(),
  });
  await ctx.db.delete("channels", channel._id);
  // Not every admin may know that there was a private one, and how it was called.
  const changes = channel.kind === "public" ? [{ field: "name", before: channel.name }] : [];
  await Events.record(ctx, { noun: "channel", verb: "deleted", subject: SUBJECT, changes });
  await schedule(ctx, deletionId);
}

const beginningOf = (phase: string) => ({ phase, skipped: 0, after: 0 });

async function schedule(ctx: MutationCtx, deletionId: Id<"deletions">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.scheduled.deletions.goOn, { deletionId });
}

/** Removes what fits. Of one that is done there is nothing left to do. */
export async function goOn(ctx: MutationCtx, deletionId: Id<"deletions">): Promise<void> {
  const deletion = await ctx.db.get("deletions", deletionId);
  if (!deletion) return;
  const step = STEPS[deletion.phase]!;
  let { skipped, after, error } = deletion;
  const most = { ...AT_ONCE, rows: AT_ONCE.rows + skipped };
  const { rows, isCut } = await takeWithin(step.rows(ctx.db, deletion), most);
  const left = rows.slice(skipped);
  for (const [i, row] of left.entries()) {
    if (i > 0 && !(await hasRoomFor(ctx, NEED)))
      return await leaveOff(ctx, deletion, { skipped, after, error });
    try {
      if (!(await removed(ctx, deletion, row)))
        return await leaveOff(ctx, deletion, { skipped, after, error });
    } catch (failure) {
      error = reasonOf(failure);
      if (!step.isSearch) skipped += 1;
    }
    if (step.isSearch) after = row._creationTime;
  }
  if (isCut && left.length > 0 && skipped < MOST_LEFT)
    return await leaveOff(ctx, deletion, { skipped, after, error });
  const next = PHASES[PHASES.indexOf(deletion.phase) + 1];
  if (next !== undefined) await leaveOff(ctx, deletion, { ...beginningOf(next), error });
  else if (error === undefined) await ctx.db.delete("deletions", deletionId);
  else await ctx.db.patch("deletions", deletionId, { ...beginningOf(PHASES[0]!), error, at: Date.now() });
}

/** Whether all of a row is gone. */
async function removed(ctx: MutationCtx, { _id, phase }: Deletion, row: Row): Promise<boolean> {
  if (STEPS[phase]!.remove)
    return await ctx.runMutation(internal.scheduled.deletions.removeRow, { deletionId: _id, rowId: row._id });
  await ctx.db.delete(row._id as Id<"events">);
  return true;
}

/** What goes with one row of the phase. @returns whether that is all */
export async function removeRow(
  ctx: MutationCtx,
  deletionId: Id<"deletions">,
  rowId: string,
): Promise<boolean> {
  const deletion = await ctx.db.get("deletions", deletionId);
  const row: Row | null = deletion && (await ctx.db.get(rowId as Id<TableNames>));
  const user = deletion && (await ctx.db.get("users", deletion.actorId));
  if (!row || !user) return true;
  return (await STEPS[deletion.phase]!.remove?.({ ...ctx, user }, row, deletion.channelId)) ?? true;
}

type Place = Pick<Deletion, "skipped" | "after"> & { phase?: string; error: string | undefined };

/** The rest is for the next transaction. */
async function leaveOff(ctx: MutationCtx, { _id }: Deletion, place: Place): Promise<void> {
  await ctx.db.patch("deletions", _id, { ...place, at: Date.now() });
  await schedule(ctx, _id);
}

/** Wakes those that have stopped: by an error, or with rows that could not be removed. */
export async function resume(ctx: MutationCtx): Promise<void> {
  const stopped = await ctx.db
    .query("deletions")
    .withIndex("by_at", (q) => q.lt("at", Date.now() - STOPPED_MS))
    .take(AT_ONCE.rows);
  for (const deletion of stopped)
    await leaveOff(ctx, deletion, { ...beginningOf(deletion.phase), error: undefined });
}
