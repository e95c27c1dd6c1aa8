/** What people tell of themselves besides their name: on their profile only, so that lists of people stay small. */
import { pick } from "convex-helpers";
import { v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx } from "../access";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import * as MailSettings from "../settings/mailSettings";
import { cleanText } from "../text";

export const profileFields = {
  jobTitle: v.optional(v.string()),
  pronouns: v.optional(v.string()),
  /** How else to reach them, in words of their own. */
  contact: v.optional(v.string()),
};
const NAMES = ["jobTitle", "pronouns", "contact"] as const;
type Fields = Partial<Record<(typeof NAMES)[number], string | undefined>>;

export const profileView = v.object({
  ...profileFields,
  joinedAt: v.number(),
  /** Where their clocks are; null while it is not known. */
  timeZone: v.union(v.string(), v.null()),
});

async function find(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"profiles"> | null> {
  return await ctx.db
    .query("profiles")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

/** The profile of anybody who is or was here. @throws NOT_FOUND */
export async function get(ctx: DbCtx, userId: Id<"users">) {
  const person = await ctx.db.get("users", userId);
  if (!person) throw fail("NOT_FOUND");
  const [row, settings] = await Promise.all([find(ctx, userId), MailSettings.find(ctx, userId)]);
  const timeZone = person.deactivatedAt === undefined ? (settings?.timeZone ?? null) : null;
  return { ...(row && pick(row, [...NAMES])), joinedAt: person._creationTime, timeZone };
}

/** What is given changes, an empty text takes it away. @throws TEXT_TOO_LONG */
export async function update(ctx: UserMutationCtx, fields: Fields): Promise<void> {
  const { _id: userId } = ctx.user;
  const row = await find(ctx, userId);
  const before = row ? pick(row, [...NAMES]) : {};
  const patch: Fields = {};
  for (const name of NAMES) {
    const text = fields[name];
    if (text !== undefined) patch[name] = cleanText(text, LIMITS.profileText) || undefined;
  }
  const changes = changesBetween(before, { ...before, ...patch });
  if (changes.length === 0) return;
  if (row) await ctx.db.patch("profiles", row._id, patch);
  else await ctx.db.insert("profiles", { userId, ...patch });
  await Events.record(ctx, { noun: "person", verb: "changed", subject: userId, changes });
}
