/** Which messages a person wants to be mailed of: levels and mutes count, hours and pauses do not. */
import type { Id } from "../../_generated/dataModel";
import { decideMail } from "../../shared/ringing/decide";
import { isWithin, type Level } from "../../shared/ringing/levels";
import type { DbCtx } from "../context";
import * as Follows from "../notices/follows";
import * as Levels from "../settings/levels";

type Place = { channelId: Id<"channels">; threadId?: Id<"messages"> | undefined };

/** Tells of channels and threads; what a person has chosen in all of them is read at once. */
export async function wantsOf(ctx: DbCtx, userId: Id<"users">): Promise<(place: Place) => Promise<boolean>> {
  const rows = new Map((await Levels.rowsOf(ctx, userId)).map((row) => [row.channelId, row]));
  const own: Level = await Levels.ownLevel(ctx, userId);
  const at = Date.now();
  return async ({ channelId, threadId }) => {
    const row = rows.get(channelId);
    const follow = threadId ? await Follows.find(ctx, userId, threadId) : null;
    return decideMail({
      isReply: threadId !== undefined,
      threadLevel: follow?.level,
      level: row?.level ?? own,
      isMuted: isWithin(row?.mute, at),
    });
  };
}
