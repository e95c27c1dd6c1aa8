import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { internalMutation } from "./_generated/server";
import { adminMutation, adminQuery } from "./functions";
import { httpUrl, webhookKey, webhookSettings } from "./model/env";
import { fail } from "./model/errors";
import * as WebhookEvents from "./model/webhookEvents";
import { webhookEvent } from "./model/webhookContent";
import { WEBHOOK_SOURCES, WEBHOOK_STATES } from "./shared/webhooks";

const id = v.id("webhookEvents");
const source = literals(...WEBHOOK_SOURCES);
const state = literals(...WEBHOOK_STATES);

export const list = adminQuery({
  args: {},
  returns: v.array(WebhookEvents.eventView),
  handler: async (ctx) => (await WebhookEvents.newest(ctx)).map(WebhookEvents.toView),
});

/** Where each provider posts to, and the setting it needs before anybody listens. */
export const sources = adminQuery({
  args: {},
  returns: v.array(v.object({ source, url: v.string(), setting: v.string(), isOn: v.boolean() })),
  handler: async () =>
    WEBHOOK_SOURCES.map((name) => ({
      source: name,
      url: `${httpUrl()}/webhooks/${name}`,
      setting: webhookSettings[name],
      isOn: webhookKey(name) !== undefined,
    })),
});

/** Tries a failed one again at once. @throws NOT_FOUND */
export const retry = adminMutation({
  args: { id },
  returns: state,
  handler: async (ctx, { id }) => {
    if (!(await ctx.db.get("webhookEvents", id))) throw fail("NOT_FOUND");
    return await WebhookEvents.settle(ctx, id);
  },
});

export const receive = internalMutation({
  args: { source, events: v.array(webhookEvent) },
  returns: v.array(id),
  handler: async (ctx, { source, events }) => {
    const ids = [];
    for (const event of events) ids.push(await WebhookEvents.receive(ctx, source, event));
    return ids;
  },
});

export const settle = internalMutation({
  args: { id },
  returns: state,
  handler: async (ctx, { id }) => await WebhookEvents.settle(ctx, id),
});

/** A transaction within that of `settle`, so that a failure takes only this back. */
export const apply = internalMutation({
  args: { id },
  returns: v.boolean(),
  handler: async (ctx, { id }) => {
    const event = await ctx.db.get("webhookEvents", id);
    return event !== null && (await WebhookEvents.apply(ctx, event));
  },
});

export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await WebhookEvents.sweep(ctx);
    return null;
  },
});
