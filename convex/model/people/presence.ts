/** When people last had Tandem before them: what they saw then need not be mailed. */
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { MINUTE_MS } from "../../shared/time";
import type { DbCtx } from "../context";

async function find(ctx: DbCtx, userId: Id<"users">) {
  return await ctx.db
    .query("presence")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

/** Notes that a person is here, once a minute at most. A time that lies ahead is of a clock that was put right since. */
export async function note(ctx: MutationCtx, userId: Id<"users">): Promise<void> {
  const last = await find(ctx, userId);
  const at = Date.now();
  if (!last) await ctx.db.insert("presence", { userId, at });
  else if (at - last.at >= MINUTE_MS || last.at > at) await ctx.db.patch("presence", last._id, { at });
}

/** 0 for somebody who never was, and where it is not known because the clock was ahead. */
export async function lastAt(ctx: DbCtx, userId: Id<"users">): Promise<number> {
  const at = (await find(ctx, userId))?.at ?? 0;
  return at > Date.now() ? 0 : at;
}
