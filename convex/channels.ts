import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { sharedQuery, userMutation, userQuery } from "./functions";
import {
  findMembership,
  requireChannel,
  requireMember,
  requireMessage,
  requireOpenChannel,
  requirePerson,
  requireReader,
} from "./model/access";
import * as AccessRequests from "./model/chat/accessRequests";
import * as Channels from "./model/chat/channels";
import { fail } from "./model/errors";
import * as Heads from "./model/chat/heads";
import { personIds } from "./model/ids";
import * as MemberCounts from "./model/chat/memberCounts";
import * as Memberships from "./model/chat/memberships";
import * as RateLimits from "./model/rateLimits";
import * as ReadPositions from "./model/chat/readPositions";
import * as Rights from "./model/chat/rights";
import * as Unread from "./model/chat/unread";
import { LIMITS } from "./shared/limits";

const channelId = v.id("channels");
const userId = v.id("users");

/** The channels the caller is in, direct conversations and archived ones included. */
export const list = userQuery({
  args: {},
  returns: v.array(Channels.channelView),
  handler: async (ctx) => {
    const channels = await Channels.channelsOf(ctx, ctx.user._id);
    return channels.map(Channels.toView);
  },
});

/** The public channels, open or archived: all by name, or those that fit a text, the best first. */
export const browse = userQuery({
  args: {
    text: v.optional(v.string()),
    isArchived: v.optional(v.boolean()),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(Channels.browsedView),
  handler: async (ctx, { paginationOpts, ...wanted }) => await Channels.browse(ctx, wanted, paginationOpts),
});

export const get = userQuery({
  args: { channelId },
  returns: Channels.channelView.extend(Channels.settingsView.fields),
  handler: async (ctx, args) => {
    const channel = await requireChannel(ctx, args.channelId);
    const isMember = (await findMembership(ctx, channel._id, ctx.user._id)) !== null;
    return {
      ...Channels.toView(channel),
      isMember,
      canManage: Rights.canManage(ctx.user, channel),
      ownerIds: Rights.ownersOf(channel),
      isForNewcomers: channel.isForNewcomers === true,
    };
  },
});

/** The people of a channel: who joined first comes first, those who were deactivated come last. */
export const members = sharedQuery({
  args: { channelId, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Memberships.memberView),
  handler: async (ctx, args) => {
    await requireReader(ctx, args.channelId);
    return await Memberships.page(ctx, args.channelId, args.paginationOpts);
  },
});

/** How many active people are in a channel. */
export const memberCount = sharedQuery({
  args: { channelId },
  returns: v.number(),
  handler: async (ctx, args) => {
    await requireReader(ctx, args.channelId);
    return await MemberCounts.countOf(ctx, args.channelId);
  },
});

/** Those of these people, at most a hundred, who are in a channel. @throws TOO_MANY_IDS */
export const areMembers = sharedQuery({
  args: { channelId, ids: v.array(v.string()) },
  returns: v.array(userId),
  handler: async (ctx, args) => {
    await requireReader(ctx, args.channelId);
    return await Memberships.among(ctx, args.channelId, personIds(ctx, args.ids));
  },
});

export const create = userMutation({
  args: { name: v.string(), isPrivate: v.optional(v.boolean()), description: v.optional(v.string()) },
  returns: channelId,
  handler: async (ctx, draft) => await Channels.create(ctx, draft),
});

/** The name is for the channel's owners and admins to change, description and topic for every member. */
export const update = userMutation({
  args: {
    channelId,
    name: v.optional(v.string()),
    description: v.optional(v.string()),
    topic: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { channelId, ...changes }) => {
    const channel = await requireMember(ctx, channelId);
    await Channels.update(ctx, channel, changes);
    return null;
  },
});

/** An archived channel can be read, but takes no more messages or people. */
export const archive = userMutation({
  args: { channelId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const channel = await requireChannel(ctx, args.channelId);
    Rights.checkManage(ctx.user, channel);
    await Channels.archive(ctx, channel);
    return null;
  },
});

export const unarchive = userMutation({
  args: { channelId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const channel = await requireChannel(ctx, args.channelId);
    Rights.checkManage(ctx.user, channel);
    await Channels.unarchive(ctx, channel);
    return null;
  },
});

/** Joins a public channel; into a private one a member must bring you. */
export const join = userMutation({
  args: { channelId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const channel = await requireChannel(ctx, args.channelId);
    if (channel.archivedAt !== undefined) throw fail("CHANNEL_ARCHIVED");
    await Memberships.add(ctx, channel._id, ctx.user._id);
    return null;
  },
});

/** A private channel that its last active person leaves is archived. */
export const leave = userMutation({
  args: { channelId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const channel = await requireChannel(ctx, args.channelId);
    Rights.checkFree(channel);
    await Channels.removePerson(ctx, channel, ctx.user._id);
    return null;
  },
});

export const addMember = userMutation({
  args: { channelId, userId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const channel = await requireOpenChannel(ctx, args.channelId);
    if (channel.kind === "direct") throw fail("CHANNEL_FIXED");
    const person = await requirePerson(ctx, args.userId);
    await RateLimits.take(ctx, "invite");
    await Channels.addPerson(ctx, channel, person._id);
    return null;
  },
});

/** From that moment the person's open screens of a private channel fail with NOT_FOUND. */
export const removeMember = userMutation({
  args: { channelId, userId },
  returns: v.null(),
  handler: async (ctx, args) => {
    const channel = await requireMember(ctx, args.channelId);
    Rights.checkManage(ctx.user, channel);
    await Channels.removePerson(ctx, channel, args.userId);
    return null;
  },
});

/** Asks the members of a private channel to be let in. The answer is the same for every address: it tells nothing. */
export const askForAccess = userMutation({
  args: { channelId: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    await AccessRequests.ask(ctx, args.channelId);
    return null;
  },
});

/** Who asks to be let into a private channel, for those who are in it. */
export const accessRequests = sharedQuery({
  args: { channelId },
  returns: v.array(AccessRequests.requestView),
  handler: async (ctx, args) => {
    await requireReader(ctx, args.channelId);
    return await AccessRequests.waiting(ctx, args.channelId);
  },
});

/** Adds somebody who asked, or not. Where somebody else has answered already, that stands. */
export const answerAccessRequest = userMutation({
  args: { channelId, userId, isAdded: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { isAdded, ...args }) => {
    const channel = await requireOpenChannel(ctx, args.channelId);
    const isWaiting = await AccessRequests.remove(ctx, channel._id, args.userId);
    if (isWaiting && isAdded) await Channels.addPerson(ctx, channel, args.userId);
    return null;
  },
});

export const openDirect = userMutation({
  args: { userIds: v.array(userId) },
  returns: channelId,
  handler: async (ctx, { userIds }) => await Channels.openDirect(ctx, userIds),
});

/**
 * Where a channel ends, a second or two old where many write; with `position` it tells what is unread. A few of the newest
 * messages are enough for a badge; `isFull` counts up to `LIMITS.unreadCounted`.
 */
export const head = sharedQuery({
  args: { channelId, isFull: v.optional(v.boolean()) },
  returns: Unread.headView,
  handler: async (ctx, { channelId, isFull = false }) => {
    await requireReader(ctx, channelId);
    const most = isFull ? LIMITS.unreadCounted : LIMITS.unreadGlanced;
    return Unread.toHeadView(await Heads.foldedHeadOf(ctx, { channelId }), most);
  },
});

/** How far the caller has read a channel; null where they are no member. */
export const position = userQuery({
  args: { channelId },
  returns: v.union(Unread.positionView, v.null()),
  handler: async (ctx, { channelId }) => await Unread.positionIn(ctx, channelId),
});

/** `upTo` is the `commitTs` of the last message seen; without it everything outside threads is read. */
export const markRead = userMutation({
  args: { channelId, upTo: v.optional(v.int64()) },
  returns: v.null(),
  handler: async (ctx, { channelId, upTo }) => {
    const channel = await requireMember(ctx, channelId);
    await ReadPositions.markRead(ctx, { channelId: channel._id, userId: ctx.user._id }, upTo);
    return null;
  },
});

/** Makes a message and all after it unread for the caller. */
export const markUnread = userMutation({
  args: { channelId, messageId: v.id("messages") },
  returns: v.null(),
  handler: async (ctx, args) => {
    const channel = await requireMember(ctx, args.channelId);
    const message = await requireMessage(ctx, args.messageId);
    if (message.channelId !== channel._id || message.threadId !== undefined) throw fail("NOT_FOUND");
    await ReadPositions.markUnread(ctx, message, ctx.user._id);
    return null;
  },
});
