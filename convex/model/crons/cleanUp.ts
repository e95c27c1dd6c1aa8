/**
 * What nobody needs any more: ended mails and webhooks past their retention, used links that would have expired anyway,
 * expired invitations, and uploads that became no picture.
 */
import { internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { EmailState } from "../../shared/emails";
import { removeStrayUploads } from "../settings/workspace";

const RETENTION_MS = 30 * 24 * 60 * 60 * 1000;
const BATCH = 200;

/** Those that ended before then, and those that were queued before then and never left. */
async function oldMails(ctx: MutationCtx, before: number): Promise<Doc<"emails">[][]> {
  const mails = (status: EmailState, from: number) =>
    ctx.db
      .query("emails")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
        q.eq("status", status).gte("dueAt", from).lt("dueAt", before),
      )
      .take(BATCH);
  const fresh = await mails("queued", 0);
  return [
    ...(await Promise.all(
      (["sent", "failed", "bounced"] as const).map(async (state) => await mails(state, 1)),
    )),
    fresh.filter(({ _creationTime }) => _creationTime < before),
  ];
}

/** Removes a bounded part and schedules itself until nothing is left. */
export async function run(ctx: MutationCtx): Promise<void> {
  const now = Date.now();
  const old = await oldMails(ctx, now - RETENTION_MS);
  const links = await ctx.db
    .query("usedLinks")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", now))
    .take(BATCH);
  const events = await ctx.db
    .query("providerEvents")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", now - RETENTION_MS))
    .take(BATCH);
  const invitations = await ctx.db
    .query("invitations")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", now))
    .take(BATCH);
  for (const { _id } of invitations) await ctx.db.delete("invitations", _id);
  for (const { _id } of events) await ctx.db.delete("providerEvents", _id);
  for (const { _id } of old.flat()) await ctx.db.delete("emails", _id);
  for (const { _id } of links) await ctx.db.delete("usedLinks", _id);
  const uploads = await removeStrayUploads(ctx, BATCH);
  if (uploads === BATCH || [...old, links, events, invitations].some(({ length }) => length === BATCH))
    await ctx.scheduler.runAfter(0, internal.cronRuns.cleanUp, {});
}
