/**
 * How fast a person may do what others notice: a bucket for each person and kind, which fills again as time passes.
 *
 * Rules  A row of the person's own, written in the transaction of what they do: others never wait for it, and what is refused
 *        costs nothing. Repeating what was done already does not count.
 */
import type { UserMutationCtx } from "./access";
import { limitsRates } from "./env";
import { fail } from "./errors";
import { MINUTE_MS } from "../shared/time";

/** How much at once, and how much each minute after that. */
export const RATES = {
  send: { burst: 120, perMinute: 60 },
  react: { burst: 120, perMinute: 120 },
  upload: { burst: 120, perMinute: 60 },
  invite: { burst: 60, perMinute: 20 },
  call: { burst: 10, perMinute: 2 },
} as const;
export type RateKind = keyof typeof RATES;

/** Takes one out of the caller's bucket. @throws TOO_FAST with the seconds until there is one again */
export async function take(ctx: UserMutationCtx, kind: RateKind): Promise<void> {
  if (!limitsRates()) return;
  const { burst, perMinute } = RATES[kind];
  const { _id: userId } = ctx.user;
  const now = Date.now();
  const row = await ctx.db
    .query("rateLimits")
    .withIndex("by_userId_and_kind", (q) => q.eq("userId", userId).eq("kind", kind))
    .unique();
  const level = row
    ? Math.min(burst, row.level + (Math.max(0, now - row.at) * perMinute) / MINUTE_MS)
    : burst;
  if (level < 1) throw fail("TOO_FAST", { retryAfterS: Math.ceil(((1 - level) * 60) / perMinute) });
  const next = { level: level - 1, at: now };
  if (row) await ctx.db.patch("rateLimits", row._id, next);
  else await ctx.db.insert("rateLimits", { userId, kind, ...next });
}
