import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { sharedQuery, userMutation, userQuery } from "../functions";
import { requireColleague } from "../model/access";
import * as Groups from "../model/chat/groups";

const groupId = v.id("groups");
const names = { handle: v.string(), name: v.string() };

/** All, by their handles: the list of an `@` offers those that fit. */
export const list = sharedQuery({
  args: {},
  returns: v.array(Groups.groupView),
  handler: async (ctx) => {
    await requireColleague(ctx);
    return (await Groups.all(ctx)).map(Groups.toView);
  },
});

/** Null for what is no group; one that was deleted says so. */
export const get = sharedQuery({
  args: { groupId },
  returns: v.union(Groups.groupView, v.null()),
  handler: async (ctx, args) => {
    await requireColleague(ctx);
    const group = await ctx.db.get("groups", args.groupId);
    return group && Groups.toView(group);
  },
});

/** Those that the caller is in. */
export const mine = userQuery({
  args: {},
  returns: v.array(groupId),
  handler: async (ctx) => await Groups.idsOf(ctx, ctx.user._id),
});

export const members = sharedQuery({
  args: { groupId, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(v.id("users")),
  handler: async (ctx, { groupId: id, paginationOpts }) => {
    await requireColleague(ctx);
    return await Groups.members(ctx, id, paginationOpts);
  },
});

export const create = userMutation({
  args: names,
  returns: groupId,
  handler: async (ctx, given) => await Groups.create(ctx, given),
});

export const update = userMutation({
  args: { groupId, ...names },
  returns: v.null(),
  handler: async (ctx, { groupId: id, ...given }) => {
    await Groups.update(ctx, await Groups.requireOwn(ctx, id), given);
    return null;
  },
});

export const remove = userMutation({
  args: { groupId },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Groups.remove(ctx, await Groups.requireOwn(ctx, args.groupId));
    return null;
  },
});

export const addMembers = userMutation({
  args: { groupId, userIds: v.array(v.id("users")) },
  returns: v.null(),
  handler: async (ctx, { groupId: id, userIds }) => {
    await Groups.addMembers(ctx, await Groups.requireOwn(ctx, id), userIds);
    return null;
  },
});

export const removeMember = userMutation({
  args: { groupId, userId: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { groupId: id, userId }) => {
    await Groups.removeMember(ctx, await Groups.requireOwn(ctx, id), userId);
    return null;
  },
});
