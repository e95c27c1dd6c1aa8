/**
 * Whether a person is rung, and by which rule: the first that fits.
 *
 *   does it concern them? ──▶ have they read it? ──▶ level, mute ──▶ urgent? ──▶ pause, quiet hours ──▶ it rings
 *
 * What concerns them and what waits in the inbox is for `decide` of shared/notices.ts to say: silence takes nothing out of it.
 */
import { decide, type Facts, type Rule } from "../notices";
import type { Level } from "./levels";

/** What a person has chosen, as it is at the moment that is asked about. */
export type Choices = {
  /** Of the channel, or their own or the workspace's where they have chosen none there. */
  level: Level;
  isMuted: boolean;
  isPaused: boolean;
  isInQuietHours: boolean;
};

/** All that decides whether a message rings. */
export type RingFacts = Facts &
  Choices & {
    isMember: boolean;
    isDirect: boolean;
    /** Chosen for the thread of a reply: it stands for level and mute of the channel. */
    threadLevel: Level | undefined;
    /** Its author said that it cannot wait; and the person does not want to know. */
    isUrgent: boolean;
    refusesUrgent: boolean;
  };

/** Why something rings. */
export const CAUSES = [
  "mention",
  "everyone",
  "group",
  "reply",
  "keyword",
  "direct",
  "everything",
  "urgent",
  "assignment",
  "membership",
  "request",
  "reminder",
  "waiting",
  "unblocked",
  "refused",
] as const;
export type Cause = (typeof CAUSES)[number];

/** Why something that concerns a person does not ring. */
export const SILENCES = [
  "read",
  "nothing",
  "muted",
  "threadNothing",
  "threadMentions",
  "paused",
  "quietHours",
] as const;
export type Silence = (typeof SILENCES)[number];

/** Why it does not concern them. */
export const NO_CAUSES = [
  "outsider",
  "own",
  "deleted",
  "unfollowed",
  "notFollowing",
  "message",
] as const satisfies Rule[];

export const RING_RULES = [...CAUSES, ...SILENCES, ...NO_CAUSES] as const;
export type RingRule = (typeof RING_RULES)[number];

export type RingDecision = { rings: boolean; rule: RingRule };

const isCause = (rule: RingRule): rule is Cause => (CAUSES as readonly string[]).includes(rule);

/** The one place where it is decided whom a message rings: those who ring, who mail and who explain it ask here. */
export function decideRing(facts: RingFacts): RingDecision {
  const rule = causeOf(facts);
  if (!isCause(rule)) return { rings: false, rule };
  if (facts.isRead) return { rings: false, rule: "read" };
  const isUrgent = facts.isUrgent && !facts.refusesUrgent && (rule === "mention" || rule === "direct");
  const silence = silencedByLevel(facts, rule) ?? (isUrgent ? undefined : silencedByTime(facts));
  if (silence) return { rings: false, rule: silence };
  return { rings: true, rule: isUrgent ? "urgent" : rule };
}

/** Whether a mail tells of a message that names a person and is not read: it makes no noise, so no hours keep it back. */
export function decideMail(facts: Levels): boolean {
  return silencedByLevel(facts, "mention") === undefined;
}

function causeOf(facts: RingFacts): RingRule {
  const { rule } = decide(facts);
  const isForReaders = (rule === "message" || rule === "keyword") && facts.isMember && !facts.isReply;
  if (isForReaders && facts.isDirect) return "direct";
  if (rule === "message" && isForReaders && facts.level === "everything") return "everything";
  return rule;
}

type Levels = Pick<RingFacts, "isReply" | "threadLevel" | "level" | "isMuted">;

function silencedByLevel(facts: Levels, cause: Cause): Silence | undefined {
  const { isReply, threadLevel, level, isMuted } = facts;
  if (isReply && threadLevel !== undefined) {
    if (threadLevel === "nothing") return "threadNothing";
    return threadLevel === "mentions" && cause === "reply" ? "threadMentions" : undefined;
  }
  if (level === "nothing") return "nothing";
  return isMuted ? "muted" : undefined;
}

function silencedByTime({ isPaused, isInQuietHours }: Choices): Silence | undefined {
  if (isPaused) return "paused";
  return isInQuietHours ? "quietHours" : undefined;
}

/** What else than messages rings. */
export const THINGS = [
  "assignment",
  "membership",
  "request",
  "reminder",
  "waiting",
  "unblocked",
  "refused",
] as const;
export type ThingKind = (typeof THINGS)[number];

/** The same for what is no message. For a reminder its person has chosen the time: no level keeps it back. */
export function decideThing(kind: ThingKind, facts: Choices & { isRead: boolean }): RingDecision {
  if (facts.isRead) return { rings: false, rule: "read" };
  const byLevel =
    kind === "reminder"
      ? undefined
      : silencedByLevel({ ...facts, isReply: false, threadLevel: undefined }, kind);
  const silence = byLevel ?? silencedByTime(facts);
  return silence ? { rings: false, rule: silence } : { rings: true, rule: kind };
}
