/**
 * What links lead to, looked at once by the server and kept for all who may read the messages with them.
 *
 *   message ──▶ linkLooks ──look──▶ linkPreviews ◀── ids in its messages
 *                                      └──▶ removed, with its picture, a week after the last message let go of it
 *
 * Rules  A preview is read through a message that has it, by those who may read that message. One that was looked at for a
 *        private channel is of use there alone: elsewhere it would tell that somebody had linked to it. A reader's browser
 *        asks nobody but this server.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { DAY_MS, HOUR_MS } from "../../shared/time";
import { canRead, type UserMutationCtx } from "../access";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import * as FileSettings from "./fileSettings";

/** For how long a page is as it was, and one that had nothing to show is not asked again. */
const FRESH_MS = DAY_MS;
const REFUSED_MS = HOUR_MS;
/** A preview that no message has goes after this time. */
const UNUSED_MS = 7 * DAY_MS;

export const linkPreviewView = v.object({
  _id: v.id("linkPreviews"),
  url: v.string(),
  site: v.string(),
  title: v.string(),
  description: v.optional(v.string()),
  hasPicture: v.boolean(),
});

/** What was seen of a page. The picture is in the file storage already. */
export const seenPage = v.object({
  title: v.string(),
  site: v.string(),
  description: v.optional(v.string()),
  pictureId: v.optional(v.id("_storage")),
  pictureType: v.optional(v.string()),
});
type SeenPage = Infer<typeof seenPage>;

type Message = Pick<Doc<"messages">, "_id" | "linkPreviewIds" | "hiddenLinks">;

const isHidden = ({ hiddenLinks = [] }: Pick<Message, "hiddenLinks">, { url }: Doc<"linkPreviews">) =>
  hiddenLinks.some((hidden) => hidden.url === url);

/** The previews of a message, without those that somebody took off it. */
export async function ofMessage(ctx: DbCtx, message: Message): Promise<Infer<typeof linkPreviewView>[]> {
  const { linkPreviewIds = [] } = message;
  const rows = await Promise.all(linkPreviewIds.map(async (id) => await ctx.db.get("linkPreviews", id)));
  return rows.flatMap((row) => {
    if (!row || row.title === undefined || isHidden(message, row)) return [];
    const { _id, url, site = "", title, description, pictureId } = row;
    return [
      { _id, url, site, title, ...(description && { description }), hasPicture: pictureId !== undefined },
    ];
  });
}

/** The channel that a preview stays in; none where everybody may read. */
export async function scopeOf(ctx: DbCtx, channelId: Id<"channels">): Promise<Id<"channels"> | undefined> {
  return (await ctx.db.get("channels", channelId))?.kind === "public" ? undefined : channelId;
}

/** What was last seen of a URL, or that there was nothing. */
export async function newest(
  ctx: DbCtx,
  scope: Id<"channels"> | undefined,
  url: string,
): Promise<Doc<"linkPreviews"> | null> {
  return await ctx.db
    .query("linkPreviews")
    .withIndex("by_channelId_and_url_and_lookedAt", (q) => q.eq("channelId", scope).eq("url", url))
    .order("desc")
    .first();
}

/** What is known of a URL and still true. */
export async function known(
  ctx: DbCtx,
  scope: Id<"channels"> | undefined,
  url: string,
): Promise<Doc<"linkPreviews"> | null> {
  const row = await newest(ctx, scope, url);
  const lastsMs = row?.title === undefined ? REFUSED_MS : FRESH_MS;
  return row && row.lookedAt + lastsMs > Date.now() ? row : null;
}

/** Keeps what was seen, or that there was nothing. */
export async function keep(
  ctx: MutationCtx,
  scope: Id<"channels"> | undefined,
  url: string,
  page: SeenPage | null,
): Promise<Doc<"linkPreviews">> {
  const now = Date.now();
  const id = await ctx.db.insert("linkPreviews", {
    ...(scope && { channelId: scope }),
    url,
    lookedAt: now,
    ...page,
    unusedSince: now,
  });
  const picture = page?.pictureId && (await ctx.db.system.get("_storage", page.pictureId));
  if (picture) await FileSettings.count(ctx, 1, picture.size);
  return (await ctx.db.get("linkPreviews", id))!;
}

/** Gives a message these previews and no others. Those without anything to show are none. */
export async function assign(
  ctx: MutationCtx,
  message: Message,
  previews: readonly Doc<"linkPreviews">[],
): Promise<void> {
  const before = message.linkPreviewIds ?? [];
  const shown = previews.filter(({ title }) => title !== undefined);
  const ids = [...new Set(shown.map(({ _id }) => _id))];
  if (ids.length === before.length && ids.every((id, i) => id === before[i])) return;
  for (const preview of shown) if (!before.includes(preview._id)) await take(ctx, preview, message._id);
  for (const id of before) if (!ids.includes(id)) await letGo(ctx, id, message._id);
  await ctx.db.patch("messages", message._id, { linkPreviewIds: ids });
}

async function take(
  ctx: MutationCtx,
  { _id: previewId, unusedSince }: Doc<"linkPreviews">,
  messageId: Id<"messages">,
): Promise<void> {
  await ctx.db.insert("linkUses", { previewId, messageId });
  if (unusedSince !== undefined) await ctx.db.patch("linkPreviews", previewId, { unusedSince: undefined });
}

async function letGo(
  ctx: MutationCtx,
  previewId: Id<"linkPreviews">,
  messageId: Id<"messages">,
): Promise<void> {
  const uses = () => ctx.db.query("linkUses");
  const own = await uses()
    .withIndex("by_previewId_and_messageId", (q) => q.eq("previewId", previewId).eq("messageId", messageId))
    .unique();
  if (own) await ctx.db.delete("linkUses", own._id);
  const other = await uses()
    .withIndex("by_previewId_and_messageId", (q) => q.eq("previewId", previewId))
    .first();
  if (!other) await ctx.db.patch("linkPreviews", previewId, { unusedSince: Date.now() });
}

/**
 * Takes a preview off a message, or puts it back. The link is remembered: an edit does not bring it back.
 *
 * @throws NOT_FOUND | FORBIDDEN for an author whose preview somebody else took off
 */
export async function setHidden(
  ctx: UserMutationCtx,
  message: Message,
  url: string,
  isOff: boolean,
): Promise<void> {
  const { linkPreviewIds = [], hiddenLinks = [] } = message;
  const previews = await Promise.all(linkPreviewIds.map(async (id) => await ctx.db.get("linkPreviews", id)));
  if (!previews.some((preview) => preview?.url === url)) throw fail("NOT_FOUND");
  const hidden = hiddenLinks.find((link) => link.url === url);
  if (isOff === (hidden !== undefined)) return;
  if (hidden && hidden.by !== ctx.user._id && ctx.user.role !== "admin") throw fail("FORBIDDEN");
  const others = hiddenLinks.filter((link) => link !== hidden);
  const next = isOff ? [...others, { url, by: ctx.user._id }].slice(-LIMITS.linksHidden) : others;
  await ctx.db.patch("messages", message._id, { hiddenLinks: next });
}

/** The picture of a preview, for whoever may read the message that it is asked for with. */
export async function opened(
  ctx: Pick<QueryCtx, "db">,
  previewId: Id<"linkPreviews">,
  messageId: Id<"messages">,
  userId: Id<"users">,
) {
  const [message, user] = [await ctx.db.get("messages", messageId), await ctx.db.get("users", userId)];
  const isIn = user !== null && user.deactivatedAt === undefined;
  if (!isIn || !message || !(await canRead(ctx, message.channelId, userId))) return null;
  const preview =
    message.linkPreviewIds?.includes(previewId) && (await ctx.db.get("linkPreviews", previewId));
  if (!preview || message.deletedAt !== undefined || isHidden(message, preview)) return null;
  const { pictureId, pictureType = "" } = preview;
  const picture = pictureId && (await ctx.db.system.get("_storage", pictureId));
  return picture ? { storageId: picture._id, name: "picture", type: pictureType, size: picture.size } : null;
}

/** Whether an upload is the picture of a preview. */
export async function isPicture(ctx: DbCtx, storageId: Id<"_storage">): Promise<boolean> {
  const preview = await ctx.db
    .query("linkPreviews")
    .withIndex("by_pictureId", (q) => q.eq("pictureId", storageId))
    .first();
  return preview !== null;
}

/** Removes previews that no message has had for a week, with their pictures. @returns whether there may be more */
export async function removeUnused(ctx: MutationCtx, most: number): Promise<boolean> {
  const unused = await ctx.db
    .query("linkPreviews")
    .withIndex("by_unusedSince", (q) => q.gt("unusedSince", 0).lt("unusedSince", Date.now() - UNUSED_MS))
    .take(most);
  for (const preview of unused) await remove(ctx, preview);
  return unused.length === most;
}

/** For good, with its picture. */
export async function remove(ctx: MutationCtx, { _id, pictureId }: Doc<"linkPreviews">): Promise<void> {
  const picture = pictureId && (await ctx.db.system.get("_storage", pictureId));
  if (picture) {
    await ctx.storage.delete(picture._id);
    await FileSettings.count(ctx, -1, picture.size);
  }
  await ctx.db.delete("linkPreviews", _id);
}
