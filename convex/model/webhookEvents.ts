/**
 * What providers tell: each event once.
 *
 *   received ──settle──▶ applied | ignored | failed ──the provider's next try, or the cron's──▶ …
 *
 * Rules   An event is kept by its id much longer than a signature counts, so that a repeated one has no second effect.
 *         Settling and its effect are one transaction; of a failed one only the failure is kept.
 */
import { literals } from "convex-helpers/validators";
import { ConvexError, v, type Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { ErrorData } from "../shared/errors";
import { LIMITS } from "../shared/limits";
import { WEBHOOK_SOURCES, WEBHOOK_STATES, type WebhookSource, type WebhookState } from "../shared/webhooks";
import * as Emails from "./emails";
import { clerkIssuer } from "./env";
import * as Users from "./users";
import type { webhookEvent } from "./webhookContent";

const MINUTE_MS = 60_000;
/** After this long whoever received an event has settled it, or died. */
const LOST_AFTER_MS = MINUTE_MS;
const BACK_OFF_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * 60 * MINUTE_MS, 6 * 60 * MINUTE_MS];
const SWEPT_AT_ONCE = 20;

export const eventView = v.object({
  _id: v.id("webhookEvents"),
  _creationTime: v.number(),
  source: literals(...WEBHOOK_SOURCES),
  type: v.string(),
  state: literals(...WEBHOOK_STATES),
  tries: v.number(),
  /** When the cron tries again; absent when it is over. */
  retryAt: v.optional(v.number()),
  error: v.optional(v.string()),
});

export function toView(event: Doc<"webhookEvents">) {
  const { _id, _creationTime, source, type, state, tries, retryAt, error } = event;
  return { _id, _creationTime, source, type, state, tries, retryAt, error };
}

/** Keeps an event, once. */
export async function receive(
  ctx: MutationCtx,
  source: WebhookSource,
  { eventId, type, content }: Infer<typeof webhookEvent>,
): Promise<Id<"webhookEvents">> {
  const known = await ctx.db
    .query("webhookEvents")
    .withIndex("by_source_and_eventId", (q) => q.eq("source", source).eq("eventId", eventId))
    .unique();
  if (known) return known._id;
  return await ctx.db.insert("webhookEvents", {
    source,
    eventId,
    type,
    content,
    state: "received",
    tries: 0,
    retryAt: Date.now() + LOST_AFTER_MS,
  });
}

/** Does what an event says, unless that was done, and answers what became of it. */
export async function settle(ctx: MutationCtx, id: Id<"webhookEvents">): Promise<WebhookState> {
  const event = await ctx.db.get("webhookEvents", id);
  if (!event) return "ignored";
  if (event.state === "applied" || event.state === "ignored") return event.state;
  const tries = event.tries + 1;
  try {
    const hasEffect: boolean = await ctx.runMutation(internal.webhookEvents.apply, { id });
    const state = hasEffect ? "applied" : "ignored";
    // What it said of a person is theirs, and nobody needs it here any more.
    await ctx.db.patch("webhookEvents", id, {
      state,
      tries,
      content: undefined,
      retryAt: undefined,
      error: undefined,
    });
    return state;
  } catch (error) {
    const waitMs = BACK_OFF_MS[tries - 1];
    const retryAt = waitMs === undefined ? undefined : Date.now() + waitMs;
    await ctx.db.patch("webhookEvents", id, { state: "failed", tries, retryAt, error: saidBy(error) });
    return "failed";
  }
}

/** In one line: what a nested transaction throws has its stack in its message. */
function saidBy(error: unknown): string {
  const { message } = error instanceof ConvexError ? (error.data as ErrorData) : (error as Error);
  const [line = ""] = message.split("\n");
  return line.replace(/^(Uncaught )?(Error: )?/, "").slice(0, LIMITS.emailError);
}

/** Whether the event changed anything. */
export async function apply(ctx: MutationCtx, { _id, content }: Doc<"webhookEvents">): Promise<boolean> {
  if (!content) return false;
  switch (content.kind) {
    case "person":
      return await Users.takeProfile(ctx, { ...content, tokenIdentifier: signInOf(content.clerkId) });
    case "personDeleted": {
      const deletedSignIn = signInOf(content.clerkId);
      await ctx.db.patch("webhookEvents", _id, { deletedSignIn });
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
    .query("webhookEvents")
    .withIndex("by_retryAt", (q) => q.gt("retryAt", 0).lte("retryAt", Date.now()))
    .take(SWEPT_AT_ONCE);
  for (const { _id } of due) await ctx.scheduler.runAfter(0, internal.webhookEvents.settle, { id: _id });
  if (due.length === SWEPT_AT_ONCE) await ctx.scheduler.runAfter(MINUTE_MS, internal.webhookEvents.sweep, {});
}

/** The newest first. */
export async function newest(ctx: Pick<QueryCtx, "db">): Promise<Doc<"webhookEvents">[]> {
  return await ctx.db.query("webhookEvents").order("desc").take(LIMITS.webhookEventsShown);
}
