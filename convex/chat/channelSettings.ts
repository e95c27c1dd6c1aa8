import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { adminMutation, adminQuery, sharedQuery, userMutation } from "../functions";
import {
  requireChannel,
  requireMember,
  requireOpenChannel,
  requirePerson,
  requireReader,
} from "../model/access";
import * as Counts from "../model/board/counts";
import * as Channels from "../model/chat/channels";
import * as Heads from "../model/chat/heads";
import * as Rights from "../model/chat/rights";
import * as Conversions from "../model/conversions/conversions";
import * as Deletions from "../model/deletions/deletions";

const channelId = v.id("channels");

/** Who may write in a channel: for its owners and admins. */
export const setPosting = userMutation({
  args: { channelId, posting: literals("everyone", ...Channels.POSTING) },
  returns: v.null(),
  handler: async (ctx, { channelId, posting }) => {
    const channel = await requireMember(ctx, channelId);
    Rights.checkManageAny(ctx.user, channel);
    await Channels.setPosting(ctx, channel, posting);
    return null;
  },
});

/** Who may call all who are in a channel, by `@channel` and `@here`: for its owners and admins. */
export const setCalling = userMutation({
  args: { channelId, calling: literals("everyone", "owners") },
  returns: v.null(),
  handler: async (ctx, { channelId, calling }) => {
    const channel = await requireMember(ctx, channelId);
    Rights.checkManageAny(ctx.user, channel);
    await Channels.setCalling(ctx, channel, calling);
    return null;
  },
});

/** Makes a member one of those who manage a channel, or no more: for its owners and admins. */
export const setOwner = userMutation({
  args: { channelId, userId: v.id("users"), isOwner: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { channelId, userId, isOwner }) => {
    const channel = await requireMember(ctx, channelId);
    Rights.checkManageAny(ctx.user, channel);
    if (isOwner) await requirePerson(ctx, userId);
    const ownerIds = await Rights.withOwner(ctx, channel, userId, isOwner);
    await Channels.change(ctx, channel, { ownerIds }, "changed");
    return null;
  },
});

/** Whether everybody who joins the workspace from now on is in a channel: for admins. */
export const setForNewcomers = adminMutation({
  args: { channelId, isForNewcomers: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { channelId, isForNewcomers }) => {
    const channel = await requireChannel(ctx, channelId);
    Rights.checkFree(channel);
    await Channels.setForNewcomers(ctx, channel, isForNewcomers);
    return null;
  },
});

/** What a channel holds: messages outside threads, and tasks. */
export const size = sharedQuery({
  args: { channelId },
  returns: v.object({ messages: v.number(), tasks: v.number() }),
  handler: async (ctx, { channelId }) => {
    await requireReader(ctx, channelId);
    const { count: messages } = await Heads.foldedHeadOf(ctx, { channelId });
    const tasks = await Counts.countsOf(ctx, [channelId]);
    return { messages, tasks: tasks.todo + tasks.in_progress + tasks.done };
  },
});

/**
 * Makes a channel public, so that everybody may read all that was ever said in it, or private, so that only its members
 * may: for its owners and admins. Boards and searches follow within seconds.
 */
export const convert = userMutation({
  args: { channelId, kind: literals("public", "private") },
  returns: v.null(),
  handler: async (ctx, { channelId, kind }) => {
    const channel = await requireOpenChannel(ctx, channelId);
    Rights.checkManage(ctx.user, channel);
    await Conversions.convert(ctx, channel, kind);
    return null;
  },
});

/** Makes a private channel of a conversation of three or more: for each of them. */
export const nameConversation = userMutation({
  args: { channelId, name: v.string() },
  returns: v.null(),
  handler: async (ctx, { channelId, name }) => {
    const channel = await requireMember(ctx, channelId);
    await Conversions.nameConversation(ctx, channel, name);
    return null;
  },
});

/** What a channel holds, for admins who want to delete it. */
export const content = adminQuery({
  args: { channelId },
  returns: Deletions.contentView,
  handler: async (ctx, { channelId }) => {
    const { _id } = await requireChannel(ctx, channelId);
    return await Deletions.contentOf(ctx, _id);
  },
});

/**
 * Deletes a channel and all that is in it, for good: for admins who may read it, by its name. Tasks that everybody could see
 * stay, without a channel.
 */
export const remove = adminMutation({
  args: { channelId, name: v.string() },
  returns: v.null(),
  handler: async (ctx, { channelId, name }) => {
    await Deletions.begin(ctx, await requireChannel(ctx, channelId), name);
    return null;
  },
});
