import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { adminQuery, userQuery } from "./functions";
import { requireChannel, requireMessage, requireTaskRow } from "./model/access";
import * as Events from "./model/events/events";
import { fail } from "./model/errors";
import { boundedPage } from "./model/pages";
import { EVENT_NOUNS } from "./shared/events";

const page = paginationResultValidator(Events.eventView);

/**
 * What was done to one thing, newest first: to a task, a message or a channel, for those who may read it. A page may
 * be shorter than asked for. @throws NOT_FOUND | ONE_THING
 */
export const list = userQuery({
  args: {
    taskId: v.optional(v.id("tasks")),
    messageId: v.optional(v.id("messages")),
    channelId: v.optional(v.id("channels")),
    paginationOpts: paginationOptsValidator,
  },
  returns: page,
  handler: async (ctx, { taskId, messageId, channelId, paginationOpts }) => {
    const given = [taskId, messageId, channelId].filter((id) => id !== undefined);
    const [subject] = given;
    if (given.length !== 1 || subject === undefined) throw fail("ONE_THING");
    if (taskId) await requireTaskRow(ctx, taskId);
    if (messageId) await requireMessage(ctx, messageId);
    if (channelId) await requireChannel(ctx, channelId);
    const result = await ctx.db
      .query("events")
      .withIndex("by_subject", (q) => q.eq("subject", subject))
      .order("desc")
      .paginate(boundedPage(paginationOpts));
    const views = await Promise.all(
      result.page.map(async (event) => await Events.toView(ctx, ctx.user, event)),
    );
    return { ...result, page: views.flatMap((event) => event ?? []) };
  },
});

/**
 * The workspace's log for admins, newest first, without texts of messages: what was done to channels and tasks that the
 * admin may read, to people and to settings. A page may be shorter than asked for.
 */
export const log = adminQuery({
  args: {
    noun: v.optional(literals(...EVENT_NOUNS)),
    actorId: v.optional(v.id("users")),
    paginationOpts: paginationOptsValidator,
  },
  returns: page,
  handler: async (ctx, { noun, actorId, paginationOpts }) => {
    const events = ctx.db.query("events");
    const chosen =
      noun !== undefined && actorId !== undefined
        ? events.withIndex("by_noun_and_actorId", (q) => q.eq("noun", noun).eq("actorId", actorId))
        : noun !== undefined
          ? events.withIndex("by_noun", (q) => q.eq("noun", noun))
          : actorId !== undefined
            ? events.withIndex("by_actorId", (q) => q.eq("actorId", actorId))
            : events;
    const result = await chosen.order("desc").paginate(boundedPage(paginationOpts));
    const mayRead = Events.readerOf(ctx, ctx.user);
    const readable = await Promise.all(
      // What the server does by itself, such as categories, is in the history of its task.
      result.page.map(async (event) =>
        (event.noun !== "task" || event.actorId !== undefined) && (await mayRead(event))
          ? await Events.toView(ctx, ctx.user, event)
          : null,
      ),
    );
    return { ...result, page: readable.flatMap((event) => (event ? Events.withoutTexts(event) : [])) };
  },
});
