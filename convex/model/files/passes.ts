/**
 * Passes by which a browser reads files: an `<img>` cannot say who asks, so its address does. A pass names a person and an
 * hour, opens nothing that the person may not read at that moment, and ends by itself.
 *
 * Shapes  `<user>.<until>.<signature>`; `until` in milliseconds since the epoch, in base 36.
 */
import type { Id } from "../../_generated/dataModel";
import { HOUR_MS } from "../../shared/time";
import type { DbCtx } from "../context";
import { isSameSignature, signatureOf, signingKey } from "../signing";

/** When a pass that is made now ends: in one hour to two, and the same for all of an hour. */
export const passUntil = (now: number): number => (Math.floor(now / HOUR_MS) + 2) * HOUR_MS;

/** Null before the first upload. @param until  what `passUntil` answers */
export async function passFor(ctx: DbCtx, userId: Id<"users">, until: number): Promise<string | null> {
  const key = await signingKey(ctx);
  const body = `${userId}.${until.toString(36)}`;
  return key === null ? null : `${body}.${signatureOf(key, `file pass ${body}`)}`;
}

/** Whose pass it is; null for one that is damaged or has ended. */
export async function holderOf(ctx: DbCtx, pass: string, now: number): Promise<Id<"users"> | null> {
  const [user = "", until = ""] = pass.split(".");
  const end = Number.parseInt(until, 36);
  const userId = ctx.db.normalizeId("users", user);
  if (userId === null || !(end > now && end <= passUntil(now))) return null;
  const expected = await passFor(ctx, userId, end);
  return expected !== null && isSameSignature(pass, expected) ? userId : null;
}
