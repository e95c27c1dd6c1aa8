/**
 * Links of mails that act for their reader without a sign-in: each does one thing, to one thing, until it expires.
 *
 * Shapes  `<JSON>.<its HMAC-SHA-256>`, both in hexadecimal, after the `#` of an address: it stays in the browser, out
 *         of logs and out of `Referer`, and what only fetches links to look at them changes nothing.
 */
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { SUBSCRIBED_KINDS, type SubscribedKind } from "../../shared/emails";
import { LIMITS } from "../../shared/limits";
import { requirePerson, requireTask } from "../access";
import { fail } from "../errors";
import * as MailPlans from "../settings/mailPlans";
import * as MailSettings from "../settings/mailSettings";
import * as Tasks from "../tasks/tasks";
import { dueDayAt, sameClock } from "../settings/zones";
import { isSameSignature, signatureOf, signingKey } from "../signing";
import { DAY_MS } from "../../shared/time";

const ACTION_LIFETIME_MS = 3 * DAY_MS;
/** One may want to be left alone long after a mail came. */
const UNSUBSCRIBE_LIFETIME_MS = 365 * DAY_MS;

export type LinkAction = "done" | "snooze" | "claim" | "unsubscribe";
type Link = {
  action: LinkAction;
  userId: string;
  taskId?: string;
  /** To unsubscribe from. Absent in links from before there were several: the digest. */
  kind?: SubscribedKind;
  emailId: string;
  expiresAt: number;
};

export const linkResult = v.object({
  action: literals("done", "snooze", "claim", "unsubscribe"),
  /** The task's title. */
  title: v.optional(v.string()),
  /** The kind of the mails that come no more. */
  kind: v.optional(literals(...SUBSCRIBED_KINDS)),
});

/** Makes the links of one mail. `of`: the task, or the kind of mail to unsubscribe from. */
export function linkSigner(key: string, userId: string, emailId: string, now: number) {
  return (action: LinkAction, of: string): string => {
    const lifetimeMs = action === "unsubscribe" ? UNSUBSCRIBE_LIFETIME_MS : ACTION_LIFETIME_MS;
    const target = action === "unsubscribe" ? { kind: of as SubscribedKind } : { taskId: of };
    const link: Link = { action, userId, emailId, expiresAt: now + lifetimeMs, ...target };
    const body = bytesToHex(utf8ToBytes(JSON.stringify(link)));
    return `${body}.${signatureOf(key, body)}`;
  };
}

/** @throws LINK_INVALID | LINK_EXPIRED */
async function requireLink(ctx: MutationCtx, token: string): Promise<Link & { signature: string }> {
  const key = await signingKey(ctx);
  const [body, signature, ...rest] = token.length > LIMITS.linkToken ? [] : token.split(".");
  if (!key || !body || !signature || rest.length > 0 || !isSameSignature(signature, signatureOf(key, body)))
    throw fail("LINK_INVALID");
  const link = JSON.parse(new TextDecoder().decode(hexToBytes(body))) as Link;
  if (Date.now() > link.expiresAt) throw fail("LINK_EXPIRED");
  return { ...link, signature };
}

/**
 * Does what a link says, as the person it was mailed to may do it today. Unsubscribing may be repeated.
 *
 * @throws LINK_INVALID | LINK_EXPIRED | LINK_USED | NOT_FOUND | TASK_TAKEN
 */
export async function follow(ctx: MutationCtx, token: string): Promise<Infer<typeof linkResult>> {
  const { action, taskId, kind, userId, expiresAt, signature } = await requireLink(ctx, token);
  const id = ctx.db.normalizeId("users", userId);
  if (!id) throw fail("LINK_INVALID");
  if (action === "unsubscribe") return await unsubscribe(ctx, id, kind);
  const used = await ctx.db
    .query("usedLinks")
    .withIndex("by_signature", (q) => q.eq("signature", signature))
    .unique();
  if (used) throw fail("LINK_USED");
  const userCtx = { ...ctx, user: await requirePerson(ctx, id) };
  const normalTaskId = ctx.db.normalizeId("tasks", taskId ?? "");
  if (!normalTaskId) throw fail("LINK_INVALID");
  const task = await requireTask(userCtx, normalTaskId);
  await ctx.db.insert("usedLinks", { signature, expiresAt });
  await act(userCtx, action, task);
  return { action, title: task.title };
}

/** For a link that can do nothing else. @throws LINK_INVALID | LINK_EXPIRED */
export async function unsubscribeOnly(ctx: MutationCtx, token: string): Promise<boolean> {
  const { action, userId, kind } = await requireLink(ctx, token);
  const id = ctx.db.normalizeId("users", userId);
  if (action !== "unsubscribe" || !id) throw fail("LINK_INVALID");
  await unsubscribe(ctx, id, kind);
  return true;
}

async function unsubscribe(
  ctx: MutationCtx,
  userId: Id<"users">,
  kind: SubscribedKind = "digest",
): Promise<Infer<typeof linkResult>> {
  const settings = await MailSettings.find(ctx, userId);
  if (settings) await MailPlans.update(ctx, settings, MailPlans.WITHOUT[kind]);
  return { action: "unsubscribe", kind };
}

async function act(
  ctx: MutationCtx & { user: Doc<"users"> },
  action: Exclude<LinkAction, "unsubscribe">,
  task: Doc<"tasks">,
): Promise<void> {
  switch (action) {
    case "done":
      if (task.status !== "done") await Tasks.move(ctx, task, { status: "done" });
      return;
    case "snooze": {
      const { timeZone } = await MailSettings.require(ctx, ctx.user._id);
      const day = dueDayAt(Date.now(), timeZone) + DAY_MS;
      const { dueAt } = task;
      await Tasks.update(ctx, task, {
        dueDate: day,
        ...(dueAt !== undefined && { dueAt: sameClock(dueAt, day, timeZone) }),
      });
      return;
    }
    case "claim":
      await Tasks.claim(ctx, task);
      return;
    default:
      action satisfies never;
  }
}
