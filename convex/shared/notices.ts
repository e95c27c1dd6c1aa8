/**
 * Why something concerns a person: named in a text, answered in a thread they follow, their message reacted to, a task
 * given to them, or changed that is theirs or that they watch, brought into a channel, asked to let somebody in, wanted it
 * back, a word of theirs in a text, a call to all in their channel, a group of theirs named in a text, a task that waits for
 * theirs, one that theirs waited for, or an automation of theirs that was refused.
 */
export const NOTICE_KINDS = [
  "mention",
  "reply",
  "reaction",
  "assignment",
  "membership",
  "request",
  "reminder",
  "keyword",
  "everyone",
  "group",
  "waiting",
  "unblocked",
  "refused",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Those that are made in ranges, after the message that tells of them. */
export const LISTED_KINDS = ["keyword", "everyone", "group"] as const;
export type ListedKind = (typeof LISTED_KINDS)[number];

/** Those that tell of what was said to a person, and are seen by a reading position. */
const SAID_KINDS = ["mention", "reply", ...LISTED_KINDS] as const;
type SaidKind = (typeof SAID_KINDS)[number];

export const isSaidKind = (kind: NoticeKind): kind is SaidKind =>
  (SAID_KINDS as readonly string[]).includes(kind);

/** Why somebody follows a thread: it began with their message, they replied, were named in it, it is of a task of theirs, or they chose to. */
export const FOLLOW_REASONS = ["author", "reply", "mention", "task", "choice"] as const;
export type FollowReason = (typeof FOLLOW_REASONS)[number];

/** What others do to a task that its assignee and watchers are told of. */
export const TASK_CHANGES = ["status", "dueDate", "title", "deletedAt"] as const;
export type TaskChange = (typeof TASK_CHANGES)[number];

/** All that decides whether a message concerns a person. */
export type Facts = {
  /** Of the person, whether they may read the channel of the message. */
  mayRead: boolean;
  isAuthor: boolean;
  isMentioned: boolean;
  /** Whether it calls all in its channel, and them with these. */
  isCalled: boolean;
  /** Whether it names a group, and tells them as one of it. */
  isInGroup: boolean;
  /** Whether it has a keyword of theirs, in a channel that they are in. */
  hasKeyword: boolean;
  isReply: boolean;
  /** Whether they follow the thread of a reply; absent for those who never did. */
  isFollowing: boolean | undefined;
  isDeleted: boolean;
  /** Whether they have read up to the message, or beyond it. */
  isRead: boolean;
};

export const RULES = [
  "outsider",
  "own",
  "deleted",
  "mention",
  "everyone",
  "group",
  "reply",
  "keyword",
  "unfollowed",
  "notFollowing",
  "message",
] as const;
export type Rule = (typeof RULES)[number];

/** Those by which a message is told. */
const TELLING = ["mention", "everyone", "group", "reply", "keyword"] as const satisfies Rule[];

/** The first rule that fits, whether the person has a notice by it, and whether that is unread. */
export type Decision = { tells: boolean; rule: Rule; isUnread: boolean };

/** The one place where it is decided whom a message concerns: those who write notices and those who explain them ask here. */
export function decide(facts: Facts): Decision {
  const rule = ruleFor(facts);
  const tells = (TELLING as readonly string[]).includes(rule);
  return { tells, rule, isUnread: tells && !facts.isRead };
}

function ruleFor(facts: Facts): Rule {
  const { mayRead, isAuthor, isMentioned, isCalled, isInGroup } = facts;
  const { hasKeyword, isReply, isFollowing, isDeleted } = facts;
  if (!mayRead) return "outsider";
  if (isAuthor) return "own";
  if (isDeleted) return "deleted";
  if (isMentioned) return "mention";
  if (isCalled) return "everyone";
  if (isInGroup) return "group";
  if (isReply && isFollowing === true) return "reply";
  if (hasKeyword) return "keyword";
  if (!isReply) return "message";
  return isFollowing === undefined ? "notFollowing" : "unfollowed";
}
