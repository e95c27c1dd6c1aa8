import { expect, test } from "vitest";
import { decide } from "../notices";
import { CAUSES, decideMail, decideRing, decideThing, THINGS, type RingFacts } from "./decide";
import { LEVELS } from "./levels";

const FLAGS = [
  "mayRead",
  "isAuthor",
  "isMentioned",
  "isCalled",
  "isInGroup",
  "hasKeyword",
  "isReply",
  "isDeleted",
  "isRead",
  "isMember",
  "isDirect",
  "isMuted",
  "isPaused",
  "isInQuietHours",
  "isUrgent",
  "refusesUrgent",
] as const;

/** Every combination. */
function* everything(): Generator<RingFacts> {
  for (let bits = 0; bits < 2 ** FLAGS.length; bits++) {
    const flags = Object.fromEntries(FLAGS.map((flag, i) => [flag, ((bits >> i) & 1) === 1])) as Record<
      (typeof FLAGS)[number],
      boolean
    >;
    for (const level of LEVELS)
      for (const threadLevel of flags.isReply ? [undefined, ...LEVELS] : [undefined])
        for (const isFollowing of flags.isReply ? [true, false, undefined] : [undefined])
          yield { ...flags, level, threadLevel, isFollowing };
  }
}

// Seen to fail where an urgent message was let through a mute.
test("whatever is known, nothing rings that concerns nobody, was read, or is to be silent", () => {
  const rules = new Set<string>();
  let count = 0;
  const wrong: RingFacts[] = [];
  for (const facts of everything()) {
    count += 1;
    const { rings, rule } = decideRing(facts);
    rules.add(rule);
    const { mayRead, isAuthor, isDeleted, isRead, isReply, threadLevel, level, isMuted } = facts;
    const byThread = isReply && threadLevel !== undefined;
    const isSilent = byThread ? threadLevel === "nothing" : level === "nothing" || isMuted;
    const isQuiet = facts.isPaused || facts.isInQuietHours;
    const isNever = !mayRead || isAuthor || isDeleted || isRead || isSilent;
    const isThrough = facts.isUrgent && !facts.refusesUrgent && (facts.isMentioned || facts.isDirect);
    if (rings && (isNever || (isQuiet && !isThrough))) wrong.push(facts);
    if (rings !== (CAUSES as readonly string[]).includes(rule)) wrong.push(facts);
    // What is told and rings nowhere was kept silent by a choice, or read.
    if (decide(facts).tells && !rings && ["message", "notFollowing", "unfollowed"].includes(rule))
      wrong.push(facts);
    if (rings && facts.isMentioned && !decideMail(facts)) wrong.push(facts);
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(count).toBeGreaterThan(200_000);
  expect([...rules].filter((rule) => !(THINGS as readonly string[]).includes(rule)).toSorted()).toEqual(
    `deleted direct everyone everything group keyword mention message muted notFollowing nothing outsider own paused quietHours
    read reply threadMentions threadNothing unfollowed urgent`.split(/\s+/),
  );
});

test("what is no message obeys levels, mutes and hours; a reminder hours alone", () => {
  const quiet = {
    level: "mentions",
    isMuted: false,
    isPaused: false,
    isInQuietHours: false,
    isRead: false,
  } as const;
  for (const kind of THINGS) {
    expect(decideThing(kind, quiet)).toEqual({ rings: true, rule: kind });
    expect(decideThing(kind, { ...quiet, isRead: true }).rings).toBe(false);
    expect(decideThing(kind, { ...quiet, isPaused: true })).toEqual({ rings: false, rule: "paused" });
    expect(decideThing(kind, { ...quiet, isInQuietHours: true })).toEqual({
      rings: false,
      rule: "quietHours",
    });
    expect(decideThing(kind, { ...quiet, level: "nothing" }).rings).toBe(kind === "reminder");
    expect(decideThing(kind, { ...quiet, isMuted: true }).rings).toBe(kind === "reminder");
  }
});
