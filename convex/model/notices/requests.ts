/** That somebody waits to be let into a private channel, for those who can let them in. */
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import * as Listeners from "./listeners";

type Request = {
  requestId: Id<"accessRequests">;
  channelId: Id<"channels">;
  userId: Id<"users">;
  askedAt: number;
};

export async function tell(
  ctx: MutationCtx,
  { requestId, channelId, userId: actorId, askedAt: postedAt }: Request,
  people: readonly Id<"users">[],
): Promise<void> {
  const made = { kind: "request" as const, channelId, requestId, actorId, postedAt };
  for (const userId of people) {
    const row = { userId, ...made, commitTs: ctx.db.vars.commitTs, state: "unread" as const };
    await Listeners.tell(ctx, row);
  }
}

/** It was answered, by whomever. */
export async function withdraw(ctx: MutationCtx, requestId: Id<"accessRequests">): Promise<void> {
  const rows = await ctx.db
    .query("notices")
    .withIndex("by_requestId", (q) => q.eq("requestId", requestId))
    .collect();
  for (const { _id } of rows) await ctx.db.delete("notices", _id);
}
