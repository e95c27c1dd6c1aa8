/** Why a person hears of a message, or does not, and why it rings: the rules, levels, hours and the position that decide. */
import type { Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { decide } from "../../shared/notices";
import { decideRing } from "../../shared/ringing/decide";
import type { UserQueryCtx } from "../access";
import { listedRow, MessageFacts, type Known } from "../ringing/facts";
import * as Rings from "../ringing/rings";
import type { whyView } from "./whyView";

type RingWhy = Infer<typeof whyView>["ring"];

/** @param message  one that the caller may read */
export async function why(ctx: UserQueryCtx, message: Doc<"messages">): Promise<Infer<typeof whyView>> {
  const known = await new MessageFacts(ctx, message).of(ctx.user);
  const { facts, follow } = known;
  const { rule, tells } = decide(facts);
  return {
    rule,
    tells,
    isRead: facts.isRead,
    reason: follow?.reason,
    group: rule === "group" ? await groupOf(ctx, message) : undefined,
    isMember: facts.isMember,
    ring: await ringWhy(ctx, message, known),
  };
}

async function groupOf(ctx: UserQueryCtx, message: Doc<"messages">): Promise<string | undefined> {
  const groupId = (await listedRow(ctx, message._id, "group", ctx.user._id))?.groupId;
  return groupId && (await ctx.db.get("groups", groupId))?.handle;
}

async function ringWhy(
  ctx: UserQueryCtx,
  message: Doc<"messages">,
  { facts, settings, channelRow, changedAt }: Known,
): Promise<RingWhy> {
  // Whether it has been read since is no reason for what happened when it came.
  const { rings, rule } = decideRing({ ...facts, isRead: false });
  const hours = settings?.quietHours;
  return {
    rings,
    rule,
    hasRung: (await Rings.ofMessage(ctx, ctx.user._id, message._id)) !== null,
    isSince: changedAt > message.sentAt,
    level: facts.level,
    levelOf: channelRow?.level ? "channel" : settings?.level ? "person" : "workspace",
    mutedUntil: channelRow?.mute?.until,
    pausedUntil: ctx.user.pause?.until,
    quietHours: hours && { from: hours.from, until: hours.until },
  };
}
