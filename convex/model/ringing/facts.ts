/** What is known of a person when it is decided whether something rings: the facts of shared/ringing/decide.ts. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { RingFacts, Choices } from "../../shared/ringing/decide";
import { areQuiet, clockAt } from "../../shared/ringing/hours";
import { finderIn } from "../../shared/ringing/keywords";
import { isWithin } from "../../shared/ringing/levels";
import { findMembership } from "../access";
import * as ReadPositions from "../chat/readPositions";
import { settledTs } from "../commitTs";
import type { DbCtx } from "../context";
import * as Follows from "../notices/follows";
import * as Levels from "../settings/levels";
import * as MailSettings from "../settings/mailSettings";

type Message = Doc<"messages">;
type Settings = Doc<"ringSettings"> | null;

/** The facts, and what they were made of, for who explains them. */
export type Known = {
  facts: RingFacts;
  follow: Doc<"threadFollows"> | null;
  settings: Settings;
  channelRow: Doc<"channelLevels"> | null;
  /** When the person last changed something that decides. */
  changedAt: number;
};

/** Looks at one message, for as many people as ask; what is the same for all is read once. */
export class MessageFacts {
  readonly message: Message;
  readonly #ctx: DbCtx;
  readonly #has: (keywords: readonly string[]) => boolean;
  #channel: Promise<Doc<"channels"> | null> | undefined;
  #workspaceLevel: ReturnType<typeof Levels.workspaceLevel> | undefined;

  constructor(ctx: DbCtx, message: Message) {
    this.#ctx = ctx;
    this.message = message;
    this.#has = finderIn(message.text);
  }

  /** @param at  the moment whose pauses, mutes and hours count; by default, that when it was posted */
  async of(user: Doc<"users">, at = this.message.sentAt): Promise<Known> {
    const [ctx, message] = [this.#ctx, this.message];
    const { channelId, threadId, authorId } = message;
    const userId = user._id;
    const channel = await (this.#channel ??= ctx.db.get("channels", channelId));
    const isMember = (await findMembership(ctx, channelId, userId)) !== null;
    const isDirect = channel?.kind === "direct";
    const follow = threadId ? await Follows.find(ctx, userId, threadId) : null;
    const settings = await Levels.settingsOf(ctx, userId);
    const channelRow = await Levels.rowIn(ctx, { userId, channelId });
    const level =
      channelRow?.level ??
      settings?.level ??
      (await (this.#workspaceLevel ??= Levels.workspaceLevel(this.#ctx)));
    const facts: RingFacts = {
      mayRead: isMember || channel?.kind === "public",
      isAuthor: authorId === userId,
      isMentioned: message.mentions.includes(userId),
      isCalled:
        message.calls !== undefined && (await listedRow(ctx, message._id, "everyone", userId)) !== null,
      isInGroup:
        message.groups !== undefined && (await listedRow(ctx, message._id, "group", userId)) !== null,
      hasKeyword: isMember && !isDirect && this.#has(settings?.keywords ?? []),
      isReply: threadId !== undefined,
      isFollowing: follow?.isFollowing,
      isDeleted: message.deletedAt !== undefined,
      isRead: !(await isUnread(ctx, message, userId, follow)),
      isMember,
      isDirect,
      level,
      threadLevel: follow?.level,
      isUrgent: message.isUrgent === true,
      refusesUrgent: settings?.refusesUrgent === true,
      isMuted: isWithin(channelRow?.mute, at),
      ...(await hoursOf(ctx, user, settings, at)),
    };
    const changes = [settings?.changedAt, channelRow?.changedAt, follow?.leveledAt, user.pause?.from];
    return { facts, follow, settings, channelRow, changedAt: Math.max(0, ...changes.map((ms) => ms ?? 0)) };
  }
}

async function hoursOf(
  ctx: DbCtx,
  user: Doc<"users">,
  settings: Settings,
  at: number,
): Promise<Pick<Choices, "isPaused" | "isInQuietHours">> {
  const hours = settings?.quietHours;
  const zone = hours && ((await MailSettings.find(ctx, user._id))?.timeZone ?? "UTC");
  const isInQuietHours = hours !== undefined && areQuiet(hours, clockAt(at, zone!));
  return { isPaused: isWithin(user.pause, at), isInQuietHours };
}

/** Whether a person has read up to a message, there or in a notice of it. */
async function isUnread(
  ctx: DbCtx,
  { _id, channelId, threadId, commitTs, mentions, calls, groups }: Message,
  userId: Id<"users">,
  follow: Doc<"threadFollows"> | null,
): Promise<boolean> {
  const called =
    (calls && (await listedRow(ctx, _id, "everyone", userId))) ??
    (groups && (await listedRow(ctx, _id, "group", userId)));
  const kind = mentions.includes(userId) ? "mention" : "keyword";
  const notice = called ?? (await listedRow(ctx, _id, kind, userId));
  if (notice && notice.state !== "byPosition") return notice.state === "unread";
  const readTs = threadId
    ? follow && settledTs(follow.lastReadTs)
    : (await ReadPositions.positionIn(ctx, { channelId, userId }))?.lastReadTs;
  return readTs !== null && readTs !== undefined && settledTs(commitTs) > readTs;
}

export async function listedRow(
  ctx: DbCtx,
  messageId: Id<"messages">,
  kind: "mention" | "keyword" | "everyone" | "group",
  userId: Id<"users">,
): Promise<Doc<"notices"> | null> {
  return await ctx.db
    .query("notices")
    .withIndex("by_messageId_and_kind_and_userId", (q) =>
      q.eq("messageId", messageId).eq("kind", kind).eq("userId", userId),
    )
    .unique();
}

/** The same for what is no message. */
export async function choicesOf(
  ctx: DbCtx,
  user: Doc<"users">,
  channelId: Id<"channels"> | undefined,
  at: number,
): Promise<Choices> {
  const settings = await Levels.settingsOf(ctx, user._id);
  const row = channelId ? await Levels.rowIn(ctx, { userId: user._id, channelId }) : null;
  return {
    level: row?.level ?? settings?.level ?? (await Levels.workspaceLevel(ctx)),
    isMuted: isWithin(row?.mute, at),
    ...(await hoursOf(ctx, user, settings, at)),
  };
}
