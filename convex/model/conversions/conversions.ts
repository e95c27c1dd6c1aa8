/**
 * Channels that others may read from now on: public ones that become private, private ones that become public, and
 * conversations that become private channels.
 *
 *   to public     the channel ──▶ its tasks ──▶ what its messages, notes and files are found by
 *   to private    its tasks ──▶ the channel ──▶ what its messages, notes and files are found by
 *
 * Rules   What a board or a search does not find for a moment is better than what it shows to those who may not see it: who
 *         follows a link is asked by the channel's door in any case. A transaction does a page of one kind; the next is
 *         scheduled with it.
 */
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { UserMutationCtx } from "../access";
import { hasRoomFor, MIB, type Need } from "../batches";
import * as TaskRows from "../board/taskRows";
import * as Channels from "../chat/channels";
import * as Entries from "../entries/entries";
import { fail } from "../errors";
import type { ActorCtx } from "../events/events";
import * as Files from "../files/files";
import * as NoteTexts from "../files/noteTexts";

type Channel = Doc<"channels">;
type Conversion = Doc<"conversions">;
type Kind = Conversion["kind"];

type Phase = Conversion["phase"];
const PHASES: readonly Phase[] = ["tasks", "messages", "notes", "files"];

/** Rows that are looked at in one transaction: the longest are some five megabytes together. */
const AT_ONCE = 40;
/** What one of them uses at most: a task with thirty files, each found by what stands in it, and all its relations. */
const NEED: Need = {
  documentsRead: 600,
  databaseQueries: 500,
  bytesRead: 2.5 * MIB,
  documentsWritten: 300,
  bytesWritten: 2 * MIB,
};

export const isRunning = async (ctx: MutationCtx, channelId: Id<"channels">): Promise<boolean> =>
  (await running(ctx, channelId)) !== null;

async function running(ctx: MutationCtx, channelId: Id<"channels">): Promise<Conversion | null> {
  return await ctx.db
    .query("conversions")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .unique();
}

/**
 * Makes a channel public or private. What is so already stays.
 *
 * @throws CHANNEL_CONVERTING | NAME_TAKEN
 */
export async function convert(ctx: UserMutationCtx, channel: Channel, kind: Kind): Promise<void> {
  if (await running(ctx, channel._id)) throw fail("CHANNEL_CONVERTING");
  if (channel.kind === kind) return;
  if (kind === "public") {
    const name = await Channels.freeName(ctx, channel.name, "public", channel._id);
    await Channels.change(ctx, channel, { kind, name }, "changed");
  }
  await begin(ctx, channel._id, kind);
}

/**
 * Gives a conversation of several a name, so that others can be added. They read what was said before.
 *
 * @throws CHANNEL_FIXED for what is no conversation of three or more | NAME_EMPTY | NAME_TOO_LONG
 */
export async function nameConversation(
  ctx: UserMutationCtx,
  channel: Channel,
  wanted: string,
): Promise<void> {
  if (channel.kind !== "direct" || (channel.directMemberIds ?? []).length < 3) throw fail("CHANNEL_FIXED");
  const name = await Channels.freeName(ctx, wanted, "private");
  const patch = { kind: "private" as const, name, ownerIds: [ctx.user._id] };
  await Channels.change(ctx, channel, { ...patch, directMemberIds: undefined }, "changed");
  await ctx.db.patch("channels", channel._id, { directKey: undefined });
  await begin(ctx, channel._id, "private");
}

async function begin(ctx: UserMutationCtx, channelId: Id<"channels">, kind: Kind): Promise<void> {
  const conversion = {
    channelId,
    kind,
    actorId: ctx.user._id,
    phase: "tasks" as const,
    cursor: null,
    skipped: 0,
  };
  await goOn(ctx, await ctx.db.insert("conversions", conversion));
}

/** Puts a page right. Of one that is done there is nothing left to do. */
export async function goOn(ctx: ActorCtx, conversionId: Id<"conversions">): Promise<void> {
  const conversion = await ctx.db.get("conversions", conversionId);
  const user = conversion && (await ctx.db.get("users", conversion.actorId));
  const channel = conversion && (await ctx.db.get("channels", conversion.channelId));
  if (!channel || !user) return;
  const actor = { ...ctx, user };
  const { phase, kind, cursor, skipped } = conversion;
  const rows = await rowsOf(ctx, conversion).paginate({ numItems: AT_ONCE, cursor });
  const left = rows.page.slice(skipped);
  for (const [i, row] of left.entries()) {
    if (i > 0 && !(await hasRoomFor(ctx, NEED)))
      return await leaveOff(ctx, conversion, { skipped: skipped + i });
    await RENEW[phase](actor, row as never);
  }
  if (!rows.isDone) return await leaveOff(ctx, conversion, { cursor: rows.continueCursor, skipped: 0 });
  if (phase === "tasks" && kind === "private")
    await Channels.change(actor, channel, { kind, isForNewcomers: undefined }, "changed");
  const next = PHASES[PHASES.indexOf(phase) + 1];
  if (next === undefined) await ctx.db.delete("conversions", conversionId);
  else await leaveOff(ctx, conversion, { phase: next, cursor: null, skipped: 0 });
}

/** The rest is for the next transaction. */
async function leaveOff(ctx: MutationCtx, { _id }: Conversion, place: Partial<Conversion>): Promise<void> {
  await ctx.db.patch("conversions", _id, place);
  await ctx.scheduler.runAfter(0, internal.scheduled.conversions.goOn, { conversionId: _id });
}

/** In an order that stays while people go on. */
function rowsOf({ db }: MutationCtx, { phase, channelId }: Conversion) {
  switch (phase) {
    case "tasks":
      return db.query("tasks").withIndex("by_channelId", (q) => q.eq("channelId", channelId));
    case "messages":
      return db
        .query("messages")
        .withIndex("by_channelId_and_threadId_and_commitTs", (q) => q.eq("channelId", channelId));
    case "notes":
      return db.query("notes").withIndex("by_channelId_and_deletedAt", (q) => q.eq("channelId", channelId));
    case "files":
      return db.query("files").withIndex("by_channelId_and_state", (q) => q.eq("channelId", channelId));
    default:
      return phase satisfies never;
  }
}

const RENEW: { [Of in Phase]: (ctx: ActorCtx, row: Doc<Of>) => Promise<void> } = {
  tasks: async (ctx, task) => await TaskRows.renewAudience(ctx, task),
  messages: async (ctx, { _id }) => await Entries.renewMessage(ctx, _id),
  notes: async (ctx, note) => await Entries.renewNote(ctx, note._id, await NoteTexts.newest(ctx, note)),
  files: async (ctx, { _id }) => await Files.renewEntry(ctx, _id),
};
