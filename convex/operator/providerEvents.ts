import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { adminMutation, adminQuery } from "../functions";
import { httpUrl, webhookKey, webhookSettings } from "../model/env";
import { fail } from "../model/errors";
import * as ProviderEvents from "../model/providers/providerEvents";
import { providerEvent } from "../model/providers/providerEventContent";
import { PROVIDER_EVENT_SOURCES, PROVIDER_EVENT_STATES } from "../shared/providerEvents";

const id = v.id("providerEvents");
const source = literals(...PROVIDER_EVENT_SOURCES);
const state = literals(...PROVIDER_EVENT_STATES);

export const list = adminQuery({
  args: {},
  returns: v.array(ProviderEvents.eventView),
  handler: async (ctx) => (await ProviderEvents.newest(ctx)).map(ProviderEvents.toView),
});

/** Where each provider posts to, and the setting it needs before anybody listens. */
export const sources = adminQuery({
  args: {},
  returns: v.array(v.object({ source, url: v.string(), setting: v.string(), isOn: v.boolean() })),
  handler: async () =>
    PROVIDER_EVENT_SOURCES.map((name) => ({
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
    if (!(await ctx.db.get("providerEvents", id))) throw fail("NOT_FOUND");
    return await ProviderEvents.settle(ctx, id);
  },
});

export const receive = internalMutation({
  args: { source, events: v.array(providerEvent) },
  returns: v.array(id),
  handler: async (ctx, { source, events }) => {
    const ids = [];
    for (const event of events) ids.push(await ProviderEvents.receive(ctx, source, event));
    return ids;
  },
});

export const settle = internalMutation({
  args: { id },
  returns: state,
  handler: async (ctx, { id }) => await ProviderEvents.settle(ctx, id),
});

/** A transaction within that of `settle`, so that a failure takes only this back. */
export const apply = internalMutation({
  args: { id },
  returns: v.boolean(),
  handler: async (ctx, { id }) => {
    const event = await ctx.db.get("providerEvents", id);
    return event !== null && (await ProviderEvents.apply(ctx, event));
  },
});

export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await ProviderEvents.sweep(ctx);
    return null;
  },
});
