import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { userMutation, userQuery } from "../functions";
import { requireMember, requireMessageRow } from "../model/access";
import { fail } from "../model/errors";
import * as Why from "../model/inbox/why";
import { whyView } from "../model/inbox/whyView";
import * as Follows from "../model/notices/follows";
import * as Rings from "../model/ringing/rings";
import * as RingChoices from "../model/settings/ringChoices";
import { LEVELS } from "../shared/ringing/levels";

const level = v.optional(v.union(literals(...LEVELS), v.null()));

/** What has just rung the caller and waits to be seen, newest first. What is read anywhere leaves it. */
export const latest = userQuery({
  args: {},
  returns: v.array(Rings.ringView),
  handler: async (ctx) => await Rings.latest(ctx),
});

/** What the caller has chosen for all of their channels. */
export const choices = userQuery({
  args: {},
  returns: RingChoices.choicesView,
  handler: async (ctx) => await RingChoices.view(ctx),
});

/** What is left out stays; null takes it back. @throws TOO_MANY_KEYWORDS | KEYWORD_INVALID | QUIET_HOURS_INVALID */
export const choose = userMutation({
  args: RingChoices.choicesChange,
  returns: v.null(),
  handler: async (ctx, changes) => {
    await RingChoices.change(ctx, changes);
    return null;
  },
});

/** Nothing rings the caller until then (epoch ms); null ends that. @throws DATE_INVALID */
export const pause = userMutation({
  args: { until: v.union(v.number(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { until }) => {
    await RingChoices.pause(ctx, until);
    return null;
  },
});

/** What the caller has chosen in single channels. */
export const channels = userQuery({
  args: {},
  returns: v.array(RingChoices.channelView),
  handler: async (ctx) => await RingChoices.channelViews(ctx),
});

/** A level for one of the caller's channels, or its mute until a time; null takes it back. @throws DATE_INVALID */
export const chooseIn = userMutation({
  args: { channelId: v.id("channels"), level, mutedUntil: v.optional(v.union(v.number(), v.null())) },
  returns: v.null(),
  handler: async (ctx, { channelId, ...choice }) => {
    await requireMember(ctx, channelId);
    await RingChoices.chooseIn(ctx, channelId, choice);
    return null;
  },
});

/** A level for one thread, by its first message; null: that of its channel. @throws NOT_FOUND */
export const chooseInThread = userMutation({
  args: { messageId: v.id("messages"), level: v.union(literals(...LEVELS), v.null()) },
  returns: v.null(),
  handler: async (ctx, { messageId, level }) => {
    const root = await requireMessageRow(ctx, messageId);
    if (root.threadId !== undefined) throw fail("NOT_FOUND");
    const thread = { channelId: root.channelId, threadId: root._id };
    await Follows.setLevel(ctx, ctx.user._id, thread, level);
    return null;
  },
});

/** As `notices.why`: why the caller hears of a message, and why it rings. */
export const why = userQuery({
  args: { messageId: v.id("messages") },
  returns: whyView,
  handler: async (ctx, { messageId }) => await Why.why(ctx, await requireMessageRow(ctx, messageId)),
});
