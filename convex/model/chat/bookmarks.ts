/**
 * Links that a channel keeps at hand for all who read it, in an order that it has in common.
 *
 * Rules  Whoever may write in the channel may change them; where not every member may, those who manage it. A channel has so
 *        few that each change reads all of them.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { targetOf } from "../../shared/addresses";
import { bookmarkAddress, isOwnAddress, movedBefore } from "../../shared/chat/bookmarks";
import { LIMITS } from "../../shared/limits";
import { cutText } from "../../shared/text";
import { requireOpenChannel, type UserMutationCtx, type UserQueryCtx } from "../access";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as Events from "../events/events";
import * as LinkPreviews from "../files/linkPreviews";
import { requiredLine } from "../text";
import { requireEmoji } from "./emoji";
import { withNames } from "./mentionNames";
import { canManage } from "./rights";

type Bookmark = Doc<"bookmarks">;
type Channel = Doc<"channels">;

export const bookmarkView = v.object({
  _id: v.id("bookmarks"),
  url: v.string(),
  title: v.string(),
  emoji: v.optional(v.string()),
});

export const toView = ({ _id, url, title, emoji }: Bookmark): Infer<typeof bookmarkView> => ({
  _id,
  url,
  title,
  ...(emoji !== undefined && { emoji }),
});

/** Those of a channel, in their order. */
export async function ofChannel(ctx: DbCtx, channelId: Id<"channels">): Promise<Bookmark[]> {
  return await ctx.db
    .query("bookmarks")
    .withIndex("by_channelId_and_place", (q) => q.eq("channelId", channelId))
    .take(LIMITS.bookmarksPerChannel);
}

/** A channel whose bookmarks the caller may change. @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED | POSTING_LIMITED */
export async function requirePlace(ctx: UserMutationCtx, channelId: Id<"channels">): Promise<Channel> {
  const channel = await requireOpenChannel(ctx, channelId);
  if (channel.posting !== undefined && !canManage(ctx.user, channel)) throw fail("POSTING_LIMITED");
  return channel;
}

/** One that the caller may change. @throws as `requirePlace` */
export async function requireBookmark(ctx: UserMutationCtx, bookmarkId: Id<"bookmarks">): Promise<Bookmark> {
  const bookmark = await ctx.db.get("bookmarks", bookmarkId);
  if (!bookmark) throw fail("NOT_FOUND");
  await requirePlace(ctx, bookmark.channelId);
  return bookmark;
}

type Draft = { url: string; title: string; emoji?: string | undefined };

/** @throws ADDRESS_INVALID | TEXT_EMPTY | TEXT_TOO_LONG | EMOJI_INVALID */
async function checked(ctx: DbCtx, { url, title, emoji }: Draft): Promise<Draft> {
  const address = bookmarkAddress(url);
  if (address === undefined) throw fail("ADDRESS_INVALID");
  if (address.length > LIMITS.linkUrl) throw fail("TEXT_TOO_LONG");
  if (emoji !== undefined) await requireEmoji(ctx, emoji);
  return { url: address, title: requiredLine(title, LIMITS.bookmarkTitle), emoji };
}

/** What is told of it in the log of its channel; its place is not. */
async function tell(
  ctx: UserMutationCtx,
  channelId: Id<"channels">,
  before: Draft | null,
  after: Draft | null,
) {
  const changes = [
    { field: "bookmark", ...(before && { before: before.title }), ...(after && { after: after.title }) },
  ];
  if (before && after && before.url !== after.url)
    changes.push({ field: "bookmarkUrl", before: before.url, after: after.url });
  await Events.record(ctx, { noun: "channel", verb: "changed", subject: channelId, changes });
}

/** To the end, or before another one. @throws as `checked` | TOO_MANY_BOOKMARKS */
export async function add(
  ctx: UserMutationCtx,
  { _id: channelId }: Channel,
  draft: Draft,
  beforeId: Id<"bookmarks"> | undefined,
): Promise<Id<"bookmarks">> {
  const fields = await checked(ctx, draft);
  const all = await ofChannel(ctx, channelId);
  if (all.length >= LIMITS.bookmarksPerChannel) throw fail("TOO_MANY_BOOKMARKS");
  const place = (all.at(-1)?.place ?? 0) + 1;
  const bookmarkId = await ctx.db.insert("bookmarks", { channelId, ...fields, place });
  if (beforeId !== undefined) await arrange(ctx, channelId, bookmarkId, beforeId);
  await tell(ctx, channelId, null, fields);
  return bookmarkId;
}

/** @throws as `checked` */
export async function update(ctx: UserMutationCtx, bookmark: Bookmark, draft: Draft): Promise<void> {
  const fields = await checked(ctx, draft);
  if ((["url", "title", "emoji"] as const).every((field) => fields[field] === bookmark[field])) return;
  await ctx.db.patch("bookmarks", bookmark._id, fields);
  await tell(ctx, bookmark.channelId, bookmark, fields);
}

export async function remove(ctx: UserMutationCtx, bookmark: Bookmark): Promise<void> {
  await ctx.db.delete("bookmarks", bookmark._id);
  await tell(ctx, bookmark.channelId, bookmark, null);
}

/** Puts one before another of its channel; where that is gone, to the end. */
export async function arrange(
  ctx: UserMutationCtx,
  channelId: Id<"channels">,
  bookmarkId: Id<"bookmarks">,
  beforeId: Id<"bookmarks"> | undefined,
): Promise<void> {
  const now = await ofChannel(ctx, channelId);
  for (const [i, { _id, place }] of movedBefore(now, bookmarkId, beforeId).entries())
    if (place !== i + 1) await ctx.db.patch("bookmarks", _id, { place: i + 1 });
}

/** What an address could be called in a channel: only what all who read that may know. Null where nothing is known. */
export async function titleOf(ctx: UserQueryCtx, channel: Channel, typed: string): Promise<string | null> {
  const url = bookmarkAddress(typed);
  if (url === undefined) return null;
  const title = isOwnAddress(url)
    ? await titleOfThing(ctx, channel, new URL(url, "https://own.invalid"))
    : (await LinkPreviews.newest(ctx, await LinkPreviews.scopeOf(ctx, channel._id), url))?.title;
  return title === undefined ? null : cutText(title.replace(/\s+/gu, " ").trim(), LIMITS.bookmarkTitle);
}

async function titleOfThing(ctx: UserQueryCtx, channel: Channel, address: URL): Promise<string | undefined> {
  const isOpen = async (id: Id<"channels"> | undefined) =>
    id === undefined || id === channel._id || (await ctx.db.get("channels", id))?.kind === "public";
  const target = targetOf(address);
  const get = async <T extends "messages" | "tasks" | "files" | "notes" | "channels">(
    table: T,
    text: string,
  ) => {
    const id = ctx.db.normalizeId(table, text);
    return id && (await ctx.db.get(table, id));
  };
  if (target && "taskId" in target) {
    const task = await get("tasks", target.taskId);
    return task && task.deletedAt === undefined && (await isOpen(task.channelId)) ? task.title : undefined;
  }
  if (target && "messageId" in target) {
    const message = await get("messages", target.messageId);
    if (!message || message.deletedAt !== undefined || !(await isOpen(message.channelId))) return undefined;
    return (await withNames(ctx, message)).split("\n")[0];
  }
  if (target) {
    const file = await get("files", target.fileId);
    return file?.state === "shown" && file.channelId && (await isOpen(file.channelId))
      ? file.name
      : undefined;
  }
  const note = await get("notes", address.searchParams.get("note") ?? "");
  if (note) return note.deletedAt === undefined && (await isOpen(note.channelId)) ? note.title : undefined;
  const other = await get("channels", /^\/c\/([^/]+)/.exec(address.pathname)?.[1] ?? "");
  return other && other.kind !== "direct" && (await isOpen(other._id)) ? `#${other.name}` : undefined;
}
