/**
 * People who are named together: "@" and a handle in a text tells each of them who may read it.
 *
 * Rules  Any member makes one, and is in it. Its people and the admins change it. One that was deleted keeps its handle in
 *        texts, and leaves it free for another. How its people are told: model/ringing.
 */
import { pick } from "convex-helpers";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { normalChannelName } from "../../shared/chat/channelNames";
import type { EventVerb } from "../../shared/events";
import { LIMITS } from "../../shared/limits";
import { CALLS, FEW_CALLED, mentionedIds } from "../../shared/mentions";
import { requirePerson, type UserMutationCtx } from "../access";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import { boundedPage } from "../pages";
import * as RateLimits from "../rateLimits";
import { requiredName } from "../text";
import { mayCall } from "./rights";

type Group = Doc<"groups">;
type Person = Pick<Doc<"users">, "_id" | "isDeactivated">;

export const groupView = v.object({
  _id: v.id("groups"),
  handle: v.string(),
  name: v.string(),
  memberCount: v.number(),
  isDeleted: v.boolean(),
});

export const toView = (group: Group): Infer<typeof groupView> =>
  pick(group, ["_id", "handle", "name", "memberCount", "isDeleted"]);

/** As texts name it: like a person who is called by its handle. */
export const toNamed = ({ _id, _creationTime, handle, isDeleted }: Group) => ({
  _id,
  name: handle,
  role: "member" as const,
  isActive: !isDeleted,
  joinedAt: _creationTime,
  isGroup: true as const,
});

/** All, by their handles. */
export async function all(ctx: DbCtx): Promise<Group[]> {
  return await ctx.db
    .query("groups")
    .withIndex("by_isDeleted_and_handle", (q) => q.eq("isDeleted", false))
    .take(LIMITS.groups);
}

/** Those of these ids that are groups, deleted ones included. */
export async function byIds(ctx: DbCtx, ids: readonly string[]): Promise<Group[]> {
  const groups = await Promise.all(
    ids.map(async (id) => {
      const groupId = ctx.db.normalizeId("groups", id);
      return groupId && (await ctx.db.get("groups", groupId));
    }),
  );
  return groups.filter((group) => group !== null);
}

/** Those that a text names, deleted ones included. Later ones stay text. */
export async function namedIn(ctx: DbCtx, text: string): Promise<Group[]> {
  return await byIds(ctx, mentionedIds(text).slice(0, LIMITS.mentionsPerMessage));
}

/**
 * The groups that a text tells when it is posted, and whether they have so many people that this is a call. In a
 * conversation it tells none; nor a large one, where only owners call everybody.
 */
export async function calledBy(
  ctx: UserMutationCtx,
  channel: Doc<"channels">,
  text: string,
): Promise<{ groups: Id<"groups">[]; areMany: boolean }> {
  if (channel.kind === "direct") return { groups: [], areMany: false };
  const mayCallMany = mayCall(ctx.user, channel);
  const called = (await namedIn(ctx, text)).filter(
    ({ isDeleted, memberCount }) => !isDeleted && (mayCallMany || memberCount <= FEW_CALLED),
  );
  const people = called.reduce((sum, { memberCount }) => sum + memberCount, 0);
  return { groups: called.map(({ _id }) => _id), areMany: people > FEW_CALLED };
}

/** One that was not deleted. @throws NOT_FOUND */
export async function requireGroup(ctx: DbCtx, groupId: Id<"groups">): Promise<Group> {
  const group = await ctx.db.get("groups", groupId);
  if (!group || group.isDeleted) throw fail("NOT_FOUND");
  return group;
}

/** One that the caller may change. @throws NOT_FOUND | FORBIDDEN */
export async function requireOwn(ctx: UserMutationCtx, groupId: Id<"groups">): Promise<Group> {
  const group = await requireGroup(ctx, groupId);
  if (ctx.user.role !== "admin" && !(await memberOf(ctx, groupId, ctx.user._id))) throw fail("FORBIDDEN");
  return group;
}

async function memberOf(ctx: DbCtx, groupId: Id<"groups">, userId: Id<"users">) {
  return await ctx.db
    .query("groupMembers")
    .withIndex("by_groupId_and_userId", (q) => q.eq("groupId", groupId).eq("userId", userId))
    .unique();
}

async function membershipsOf(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"groupMembers">[]> {
  return await ctx.db
    .query("groupMembers")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .take(LIMITS.groups);
}

/** The groups that a person is in. */
export async function idsOf(ctx: DbCtx, userId: Id<"users">): Promise<Id<"groups">[]> {
  return (await membershipsOf(ctx, userId)).map(({ groupId }) => groupId);
}

/** A page of its people: those who came first, and then those who were deactivated. */
export async function members(
  ctx: DbCtx,
  groupId: Id<"groups">,
  opts: PaginationOptions,
): Promise<PaginationResult<Id<"users">>> {
  const result = await ctx.db
    .query("groupMembers")
    .withIndex("by_groupId_and_isDeactivated", (q) => q.eq("groupId", groupId))
    .paginate(boundedPage(opts));
  return { ...result, page: result.page.map(({ userId }) => userId) };
}

type Names = { handle: string; name: string };

/** @throws NAME_EMPTY | NAME_TOO_LONG | HANDLE_TAKEN | TEXT_EMPTY | TEXT_TOO_LONG */
async function checked(ctx: DbCtx, names: Names, self?: Id<"groups">): Promise<Names> {
  const name = requiredName(names.name, LIMITS.groupName);
  const handle = normalChannelName(names.handle);
  if (handle === "") throw fail("NAME_EMPTY");
  if (handle.length > LIMITS.groupHandle) throw fail("NAME_TOO_LONG");
  if ((CALLS as readonly string[]).includes(handle)) throw fail("HANDLE_TAKEN");
  const other = await ctx.db
    .query("groups")
    .withIndex("by_isDeleted_and_handle", (q) => q.eq("isDeleted", false).eq("handle", handle))
    .unique();
  if (other && other._id !== self) throw fail("HANDLE_TAKEN");
  return { handle, name };
}

async function tell(
  ctx: UserMutationCtx,
  groupId: Id<"groups">,
  verb: EventVerb,
  more: Pick<Parameters<typeof Events.record>[1], "changes" | "personId"> = {},
): Promise<void> {
  await Events.record(ctx, { noun: "group", verb, subject: groupId, ...more });
}

/** Makes one, with the caller in it. @throws as `checked` | TOO_MANY_GROUPS */
export async function create(ctx: UserMutationCtx, given: Names): Promise<Id<"groups">> {
  const names = await checked(ctx, given);
  if ((await all(ctx)).length >= LIMITS.groups) throw fail("TOO_MANY_GROUPS");
  const groupId = await ctx.db.insert("groups", { ...names, memberCount: 1, isDeleted: false });
  await ctx.db.insert("groupMembers", { groupId, userId: ctx.user._id, isDeactivated: false });
  await tell(ctx, groupId, "created", { changes: changesBetween(null, names) });
  return groupId;
}

/** @throws as `checked` */
export async function update(ctx: UserMutationCtx, group: Group, given: Names): Promise<void> {
  const names = await checked(ctx, given, group._id);
  const changes = changesBetween(pick(group, ["handle", "name"]), names);
  if (changes.length === 0) return;
  await ctx.db.patch("groups", group._id, names);
  await tell(ctx, group._id, "changed", { changes });
}

/** Takes all people out. Texts go on naming it. */
export async function remove(ctx: UserMutationCtx, { _id: groupId }: Group): Promise<void> {
  for (const { _id } of await rowsOf(ctx, groupId)) await ctx.db.delete("groupMembers", _id);
  await ctx.db.patch("groups", groupId, { isDeleted: true, memberCount: 0 });
  await tell(ctx, groupId, "deleted");
}

async function rowsOf(ctx: DbCtx, groupId: Id<"groups">): Promise<Doc<"groupMembers">[]> {
  return await ctx.db
    .query("groupMembers")
    .withIndex("by_groupId_and_userId", (q) => q.eq("groupId", groupId))
    .take(LIMITS.groupMembers);
}

/** Brings people in; who is in it stays. @throws TOO_MANY_IDS | NOT_FOUND | TOO_MANY_IN_GROUP | TOO_FAST */
export async function addMembers(
  ctx: UserMutationCtx,
  { _id: groupId, memberCount }: Group,
  userIds: readonly Id<"users">[],
): Promise<void> {
  if (userIds.length > LIMITS.idsAsked) throw fail("TOO_MANY_IDS");
  const rows = await rowsOf(ctx, groupId);
  const known = new Set(rows.map(({ userId }) => userId));
  const fresh = [...new Set(userIds)].filter((userId) => !known.has(userId));
  if (fresh.length === 0) return;
  if (rows.length + fresh.length > LIMITS.groupMembers) throw fail("TOO_MANY_IN_GROUP");
  await RateLimits.take(ctx, "invite");
  for (const userId of fresh) {
    await requirePerson(ctx, userId);
    await ctx.db.insert("groupMembers", { groupId, userId, isDeactivated: false });
    await tell(ctx, groupId, "added", { personId: userId });
  }
  await ctx.db.patch("groups", groupId, { memberCount: memberCount + fresh.length });
}

/** Takes somebody out; who is not in it is left alone. */
export async function removeMember(
  ctx: UserMutationCtx,
  { _id: groupId, memberCount }: Group,
  userId: Id<"users">,
): Promise<void> {
  const row = await memberOf(ctx, groupId, userId);
  if (!row) return;
  await ctx.db.delete("groupMembers", row._id);
  if (!row.isDeactivated) await ctx.db.patch("groups", groupId, { memberCount: memberCount - 1 });
  await tell(ctx, groupId, userId === ctx.user._id ? "left" : "removed", { personId: userId });
}

/** After a person was deactivated or reactivated: they stay in their groups, but are neither counted nor told. */
export async function noteStanding(ctx: MutationCtx, { _id: userId, isDeactivated }: Person): Promise<void> {
  for (const row of await membershipsOf(ctx, userId)) {
    if (row.isDeactivated === isDeactivated) continue;
    await ctx.db.patch("groupMembers", row._id, { isDeactivated });
    const group = (await ctx.db.get("groups", row.groupId))!;
    await ctx.db.patch("groups", row.groupId, { memberCount: group.memberCount + (isDeactivated ? -1 : 1) });
  }
}
