/** What a person does with what concerns them: seen or unread again, done, later. */
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { isSaidKind } from "../../shared/notices";
import { DAY_MS } from "../../shared/time";
import type { UserMutationCtx } from "../access";
import { settledTs } from "../commitTs";
import { fail } from "../errors";
import * as Follows from "../notices/follows";
import * as Notices from "../notices/notices";
import * as Inbox from "./inbox";

type Notice = Inbox.Notice;

/** The caller's own. @throws NOT_FOUND | TOO_MANY_IDS */
async function requireOwn(ctx: UserMutationCtx, ids: readonly Id<"notices">[]): Promise<Notice[]> {
  if (ids.length > LIMITS.idsAsked) throw fail("TOO_MANY_IDS");
  return await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const row = await ctx.db.get("notices", id);
      if (row?.userId !== ctx.user._id) throw fail("NOT_FOUND");
      return row;
    }),
  );
}

/** What is seen of a thread is read there as well, up to what the notice tells of. */
async function see(ctx: MutationCtx, row: Notice): Promise<void> {
  const { _id, kind, userId, threadId, commitTs } = row;
  await Notices.setRead(ctx, row);
  if (kind !== "reply" || threadId === undefined) return;
  const seenTs = await Follows.positionIn(ctx, userId, threadId);
  if (await Follows.moveOn(ctx, userId, threadId, settledTs(commitTs)))
    await ctx.db.patch("notices", _id, { seenTs });
}

/** Done is seen as well. What is not done after all stays seen. */
export async function setDone(
  ctx: UserMutationCtx,
  ids: readonly Id<"notices">[],
  isDone: boolean,
): Promise<void> {
  for (const row of await requireOwn(ctx, ids)) {
    if (isDone && row.state !== "withdrawn") await see(ctx, row);
    await ctx.db.patch("notices", row._id, {
      doneAt: isDone ? Date.now() : undefined,
      ...(isDone && { snoozedUntil: undefined }),
    });
  }
}

/** What is unread again is neither done nor put off. */
export async function setRead(
  ctx: UserMutationCtx,
  ids: readonly Id<"notices">[],
  isRead: boolean,
): Promise<void> {
  const reader = new Inbox.Reader(ctx, ctx.user._id);
  for (const row of await requireOwn(ctx, ids)) {
    if (row.state === "withdrawn") continue;
    if (isRead) await see(ctx, row);
    else await setUnread(ctx, row, reader);
  }
}

/** By its position, if that says so already; that of a thread goes back to where it was, unless it was read on since. */
export async function setUnread(ctx: MutationCtx, row: Notice, reader: Inbox.Reader): Promise<void> {
  const { kind, userId, threadId, seenTs, commitTs } = row;
  if (kind === "reply" && threadId !== undefined && seenTs !== undefined) {
    const moved = { lastReadTs: seenTs, movedTo: settledTs(commitTs) };
    await Follows.moveBack(ctx, userId, threadId, moved);
  }
  const hasPosition = isSaidKind(kind);
  const byPosition = { ...row, state: "byPosition" as const };
  const isBehind = hasPosition && (await reader.isUnread(byPosition));
  await ctx.db.patch("notices", row._id, {
    state: isBehind ? "byPosition" : "unread",
    doneAt: undefined,
    snoozedUntil: undefined,
    seenTs: undefined,
  });
}

/** @throws DATE_INVALID for what is not in the coming year */
export async function snooze(
  ctx: UserMutationCtx,
  ids: readonly Id<"notices">[],
  until: number,
): Promise<void> {
  const now = Date.now();
  if (!(until > now && until <= now + 366 * DAY_MS)) throw fail("DATE_INVALID");
  for (const row of await requireOwn(ctx, ids)) {
    if (row.state === "withdrawn") continue;
    await see(ctx, row);
    await ctx.db.patch("notices", row._id, { snoozedUntil: until, doneAt: undefined });
    await ctx.scheduler.runAt(until, internal.scheduled.notices.wake, { noticeId: row._id, until });
  }
}

/** Comes back once, unless its person has chosen something else since. */
export async function wake(ctx: MutationCtx, noticeId: Id<"notices">, until: number): Promise<void> {
  const row = await ctx.db.get("notices", noticeId);
  if (row?.snoozedUntil !== until) return;
  if (row.state === "withdrawn") await ctx.db.patch("notices", noticeId, { snoozedUntil: undefined });
  else await setUnread(ctx, row, new Inbox.Reader(ctx, row.userId));
}
