/**
 * What providers tell: each event once.
 *
 *   queued ──settle──▶ applied | ignored, or queued again for the cron and the provider's next try, at last failed
 *
 * Rules   An event is kept by its id much longer than a signature counts, so that a repeated one has no second effect.
 *         Settling and its effect are one transaction; of a failed one only the failure is kept.
 */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { reasonOf } from "../batches";
import * as Deliveries from "../deliveries";
import {
  PROVIDER_EVENT_SOURCES,
  PROVIDER_EVENT_STATES,
  type ProviderEventSource,
  type ProviderEventState,
} from "../../shared/providerEvents";
import * as Emails from "../mail/emails";
import { clerkIssuer } from "../env";
import * as Users from "../people/users";
import type { providerEvent } from "./providerEventContent";
import { MINUTE_MS } from "../../shared/time";
import type { DbCtx } from "../context";

/** After this long whoever received an event has settled it, or died. */
const LOST_AFTER_MS = MINUTE_MS;
const SWEPT_AT_ONCE = 20;

export const eventView = v.object({
  _id: v.id("providerEvents"),
  _creationTime: v.number(),
  source: literals(...PROVIDER_EVENT_SOURCES),
  type: v.string(),
  state: literals(...PROVIDER_EVENT_STATES),
  tries: v.number(),
  /** When the cron tries again; absent when it is over. */
  retryAt: v.optional(v.number()),
  error: v.optional(v.string()),
});

export function toView(event: Doc<"providerEvents">) {
  const { _id, _creationTime, source, type, attempts: tries, dueAt, error } = event;
  const isQueued = event.status === "queued";
  return {
    _id,
    _creationTime,
    source,
    type,
    state: stateOf(event),
    tries,
    retryAt: isQueued ? dueAt : undefined,
    error,
  };
}

/** No sender ever has one: an event is settled where it is. */
function stateOf({ status, error }: Doc<"providerEvents">): ProviderEventState {
  if (status === "applied" || status === "ignored" || status === "failed") return status;
  return error === undefined ? "received" : "failed";
}

/** Keeps an event, once. */
export async function receive(
  ctx: MutationCtx,
  source: ProviderEventSource,
  { eventId, type, content }: Infer<typeof providerEvent>,
): Promise<Id<"providerEvents">> {
  const known = await ctx.db
    .query("providerEvents")
    .withIndex("by_source_and_eventId", (q) => q.eq("source", source).eq("eventId", eventId))
    .unique();
  if (known) return known._id;
  return await ctx.db.insert("providerEvents", {
    source,
    eventId,
    type,
    content,
    ...Deliveries.queued(ctx, Date.now() + LOST_AFTER_MS),
  });
}

/** Does what an event says, unless that was done, and answers what became of it. */
export async function settle(ctx: MutationCtx, id: Id<"providerEvents">): Promise<ProviderEventState> {
  const event = await ctx.db.get("providerEvents", id);
  if (!event) return "ignored";
  if (event.status === "applied" || event.status === "ignored") return event.status;
  const attempts = event.attempts + 1;
  const ended = { attempts, dueAt: Date.now() };
  try {
    const hasEffect: boolean = await ctx.runMutation(internal.operator.providerEvents.apply, { id });
    const status = hasEffect ? "applied" : "ignored";
    // What it said of a person is theirs, and nobody needs it here any more.
    await ctx.db.patch("providerEvents", id, { ...ended, status, content: undefined, error: undefined });
    return status;
  } catch (thrown) {
    const error = reasonOf(thrown);
    const again = Deliveries.queuedAgain(ctx, attempts, Deliveries.LONG_WAITS_MS, error);
    await ctx.db.patch("providerEvents", id, again ?? { ...ended, status: "failed", error });
    return "failed";
  }
}

/** Whether the event changed anything. */
export async function apply(ctx: MutationCtx, { _id, content }: Doc<"providerEvents">): Promise<boolean> {
  if (!content) return false;
  switch (content.kind) {
    case "person":
      return await Users.takeProfile(ctx, { ...content, tokenIdentifier: signInOf(content.clerkId) });
    case "personDeleted": {
      const deletedSignIn = signInOf(content.clerkId);
      await ctx.db.patch("providerEvents", _id, { deletedSignIn });
      await Users.deactivateDeleted(ctx, deletedSignIn);
      return true;
    }
    case "mailRefused":
      return await Emails.refused(ctx, content);
    default:
      return content satisfies never;
  }
}

/** How Clerk's person appears in tokens. */
function signInOf(clerkId: string): string {
  return `${clerkIssuer()}|${clerkId}`;
}

/** Settles what failed and is due again, and what was received by a process that died. */
export async function sweep(ctx: MutationCtx): Promise<void> {
  const due = await ctx.db
    .query("providerEvents")
    .withIndex("by_status_and_dueAt_and_queuedTs", (q) => q.eq("status", "queued").lte("dueAt", Date.now()))
    .take(SWEPT_AT_ONCE);
  for (const { _id } of due)
    await ctx.scheduler.runAfter(0, internal.operator.providerEvents.settle, { id: _id });
  if (due.length === SWEPT_AT_ONCE)
    await ctx.scheduler.runAfter(MINUTE_MS, internal.operator.providerEvents.sweep, {});
}

/** The newest first. */
export async function newest(ctx: DbCtx): Promise<Doc<"providerEvents">[]> {
  return await ctx.db.query("providerEvents").order("desc").take(LIMITS.providerEventsShown);
}
