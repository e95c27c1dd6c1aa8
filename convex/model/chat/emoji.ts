/**
 * Emoji of the workspace, beside the standard ones. Messages, reactions and descriptions name one as `:name:`; where none is
 * called so, that is what is shown.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { isEmoji, isEmojiName, nameOfEmoji } from "../../shared/emoji";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx, UserQueryCtx } from "../access";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import * as Pictures from "../files/pictures";
import * as Workspace from "../settings/workspace";

/** For the list of those who look after them. */
export const emojiView = v.object({
  _id: v.id("emoji"),
  _creationTime: v.number(),
  name: v.string(),
  pictureId: v.id("files"),
  addedBy: v.id("users"),
});

/** What every window holds: a name and the picture of each, as short as it goes. */
export const namesView = v.array(v.array(v.string()));

export async function names(ctx: DbCtx): Promise<Infer<typeof namesView>> {
  const all = await ctx.db.query("emoji").withIndex("by_name").take(LIMITS.ownEmoji);
  return all.map(({ name, pictureId }) => [name, pictureId]);
}

async function find(ctx: DbCtx, name: string): Promise<Doc<"emoji"> | null> {
  return await ctx.db
    .query("emoji")
    .withIndex("by_name", (q) => q.eq("name", name))
    .unique();
}

/** A standard emoji, or one of the workspace: what people react with. @throws EMOJI_INVALID */
export async function requireEmoji(ctx: DbCtx, text: string): Promise<void> {
  if (text.length <= LIMITS.emoji && isEmoji(text)) return;
  const name = nameOfEmoji(text);
  if (name === undefined || !(await find(ctx, name))) throw fail("EMOJI_INVALID");
}

/** @throws FORBIDDEN | EMOJI_NAME_INVALID | EMOJI_NAME_TAKEN | TOO_MANY_EMOJI */
export async function checkNew(ctx: UserQueryCtx, name: string): Promise<void> {
  if (ctx.user.role !== "admin" && (await Workspace.onlyAdminsAddEmoji(ctx))) throw fail("FORBIDDEN");
  if (!isEmojiName(name)) throw fail("EMOJI_NAME_INVALID");
  if (await find(ctx, name)) throw fail("EMOJI_NAME_TAKEN");
  if ((await names(ctx)).length >= LIMITS.ownEmoji) throw fail("TOO_MANY_EMOJI");
}

/** To be called with a name that no standard emoji has. @throws as `checkNew` and `Pictures.save` */
export async function add(
  ctx: UserMutationCtx,
  name: string,
  picture: Parameters<typeof Pictures.save>[1],
): Promise<Id<"emoji">> {
  await checkNew(ctx, name);
  const emoji = { name, pictureId: await Pictures.save(ctx, picture), addedBy: ctx.user._id };
  const emojiId = await ctx.db.insert("emoji", emoji);
  await tell(ctx, "created", null, emoji);
  return emojiId;
}

/** Whoever added it and admins may. What names it shows the name from then on. @throws NOT_FOUND | FORBIDDEN */
export async function remove(ctx: UserMutationCtx, name: string): Promise<void> {
  const emoji = await find(ctx, name);
  if (!emoji) throw fail("NOT_FOUND");
  if (emoji.addedBy !== ctx.user._id && ctx.user.role !== "admin") throw fail("FORBIDDEN");
  await ctx.db.delete("emoji", emoji._id);
  await Pictures.remove(ctx, emoji.pictureId);
  await tell(ctx, "deleted", emoji, {});
}

type Fields = Partial<Pick<Doc<"emoji">, "name" | "pictureId" | "addedBy">>;

/** The history of a name: another emoji may get it later. */
async function tell(
  ctx: UserMutationCtx,
  verb: "created" | "deleted",
  before: Fields | null,
  after: Fields,
): Promise<void> {
  const subject = before?.name ?? after.name ?? "";
  await Events.record(ctx, { noun: "emoji", verb, subject, changes: changesBetween(before, after) });
}
