/**
 * The queue of messages whose links are to be looked at. A sender reads the text, finds the links (`shared/markdown`), asks
 * which of them are known, looks at the others and writes what came of it: one row, one message, one change of it.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { mayHaveLinks } from "../../shared/markdown/mayHaveLinks";
import { HOUR_MS, MINUTE_MS } from "../../shared/time";
import { KIB, type Need } from "../batches";
import * as Deliveries from "../deliveries";
import * as Workspace from "../settings/workspace";
import * as Tallies from "../tallies";
import * as FileSettings from "./fileSettings";
import * as LinkPreviews from "./linkPreviews";

/** Messages that one sender looks after at one time. */
export const AT_ONCE = 4;
/** A look that a server fell in the middle of is begun once more. */
const MOST_ATTEMPTS = 2;
const LOOKING: Need = { documentsRead: 4, bytesRead: 320 * KIB, databaseQueries: 2 };

/** `key` tells a look from that at an older text. */
export const claimedLook = v.object({
  key: v.object({ lookId: v.id("linkLooks"), attempt: v.number() }),
  text: v.string(),
});
type Key = Infer<typeof claimedLook>["key"];

const QUEUE: Deliveries.Queue<Doc<"linkLooks">, Infer<typeof claimedLook>> = {
  name: "linkLooks",
  leaseMs: 2 * MINUTE_MS,
  waitsMs: [],
  isOn: () => true,
  rows: (ctx, { status, from, until }) =>
    ctx.db
      .query("linkLooks")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
        q.eq("status", status).gte("dueAt", from).lte("dueAt", until),
      ),
  fresh: (ctx, until) =>
    ctx.db
      .query("linkLooks")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
        q.eq("status", "queued").eq("dueAt", 0).lte("queuedTs", until),
      ),
  patch: async (ctx, id, fields) => await ctx.db.patch("linkLooks", id, fields),
  maker: (ctx) => async (row, attempt) => {
    const message = await ctx.db.get("messages", row.messageId);
    if (message && message.deletedAt === undefined && attempt <= MOST_ATTEMPTS)
      return { key: { lookId: row._id, attempt }, text: message.text };
    await ctx.db.delete("linkLooks", row._id);
    return null;
  },
  need: () => LOOKING,
  unmade: async (ctx, row) => await ctx.db.delete("linkLooks", row._id),
};

export const claim = async (ctx: MutationCtx, wanted: { sender: string; most: number }) =>
  await Deliveries.claim(ctx, QUEUE, wanted);
export const release = async (ctx: MutationCtx, sender: string) =>
  await Deliveries.release(ctx, QUEUE, sender);
export const kick = async (ctx: MutationCtx) => await Deliveries.kick(ctx, QUEUE);

/** After a message was posted or its text has changed. Without links it loses its previews here and now. */
export async function wanted(ctx: MutationCtx, message: Doc<"messages">): Promise<void> {
  const { _id: messageId, text, linkPreviewIds = [] } = message;
  const known = await ctx.db
    .query("linkLooks")
    .withIndex("by_messageId", (q) => q.eq("messageId", messageId))
    .unique();
  if (!mayHaveLinks(text)) {
    await LinkPreviews.assign(ctx, message, []);
    if (known) await ctx.db.delete("linkLooks", known._id);
    return;
  }
  if (linkPreviewIds.length === 0 && !(await Workspace.hasLinkPreviews(ctx))) return;
  const fields = Deliveries.queued(ctx);
  if (known) await ctx.db.patch("linkLooks", known._id, fields);
  else await ctx.db.insert("linkLooks", { messageId, ...fields });
  await Deliveries.kick(ctx, QUEUE);
}

/** The row of a look and its message, unless the text has changed or gone since. */
async function current(ctx: MutationCtx, { lookId, attempt }: Key) {
  const row = await ctx.db.get("linkLooks", lookId);
  if (!row || !Deliveries.isWith(attempt, row)) return null;
  const message = await ctx.db.get("messages", row.messageId);
  return message && { row, message, scope: await LinkPreviews.scopeOf(ctx, message.channelId) };
}

/** Which URLs of a message are shown with what is known, which have to be looked at, and whether pictures have room. */
export const plan = v.object({ known: v.array(v.string()), look: v.array(v.string()), hasRoom: v.boolean() });

/**
 * Counts the links that are new to the message as asked for by its author, known ones too: who has asked for too many in this
 * hour cannot tell which were known.
 */
export async function planOf(
  ctx: MutationCtx,
  key: Key,
  urls: readonly string[],
): Promise<Infer<typeof plan>> {
  const known: string[] = [];
  const look: string[] = [];
  const found = await current(ctx, key);
  if (!found) return { known, look, hasRoom: false };
  const own = await Promise.all(urls.map(async (url) => (await ownOf(ctx, found.message, url)) !== null));
  const isAsked =
    (await Workspace.hasLinkPreviews(ctx)) &&
    (await admit(ctx, found.message.authorId, own.filter((is) => !is).length));
  for (const [i, url] of urls.entries()) {
    if (own[i]) known.push(url);
    else if (isAsked) ((await LinkPreviews.known(ctx, found.scope, url)) ? known : look).push(url);
  }
  return { known, look, hasRoom: await FileSettings.hasRoom(ctx, LIMITS.linkPicture) };
}

type Found = { message: Doc<"messages">; scope: Id<"channels"> | undefined };

/** What a message had stays as it was: an edit of its text asks nobody anew. */
async function ownOf(ctx: MutationCtx, { linkPreviewIds = [] }: Doc<"messages">, url: string) {
  for (const id of linkPreviewIds) {
    const own = await ctx.db.get("linkPreviews", id);
    if (own?.url === url) return own;
  }
  return null;
}

const knownOf = async (ctx: MutationCtx, { message, scope }: Found, url: string) =>
  (await ownOf(ctx, message, url)) ?? (await LinkPreviews.known(ctx, scope, url));

const HOURS = "links ";
const hourKey = (ms: number) => `${HOURS}${new Date(ms).toISOString().slice(0, 13)}`;

async function admit(ctx: MutationCtx, userId: Id<"users">, links: number): Promise<boolean> {
  if (links === 0) return true;
  const key = `${hourKey(Date.now())} ${userId}`;
  const { asked = 0 } = await Tallies.sumsBefore(ctx, key);
  if (asked + links > LIMITS.linksPerHour) return false;
  await Tallies.add(ctx, key, { asked: links });
  return true;
}

/** The sums of hours that are over. */
export const pastHours = (now: number) => ({ from: HOURS, until: hourKey(now - HOUR_MS) });

/** A link with what was seen there; without that what it leads to was known. */
export const lookedAt = v.object({
  url: v.string(),
  seen: v.optional(v.union(LinkPreviews.seenPage, v.null())),
});

/** Gives a message what its links led to. What came too late is dropped, and its pictures go with unused uploads. */
export async function settle(
  ctx: MutationCtx,
  key: Key,
  links: readonly Infer<typeof lookedAt>[],
): Promise<void> {
  const found = await current(ctx, key);
  if (!found) return;
  await ctx.db.delete("linkLooks", found.row._id);
  const previews: Doc<"linkPreviews">[] = [];
  for (const { url, seen } of links) {
    // Somebody else may have linked to the same in the meantime.
    const known = await knownOf(ctx, found, url);
    if (known) previews.push(known);
    else if (seen !== undefined) previews.push(await LinkPreviews.keep(ctx, found.scope, url, seen));
  }
  await LinkPreviews.assign(ctx, found.message, previews);
}
