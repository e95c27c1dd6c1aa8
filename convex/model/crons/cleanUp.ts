/**
 * What nobody needs any more: ended mails and webhooks past their retention, used links that would have expired anyway,
 * expired invitations, and uploads that became no picture.
 */
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import { EMAIL_STATES } from "../../shared/emails";
import { removeStrayUploads } from "../settings/workspace";

const RETENTION_MS = 30 * 24 * 60 * 60 * 1000;
const BATCH = 200;

/** Removes a bounded part and schedules itself until nothing is left. */
export async function run(ctx: MutationCtx): Promise<void> {
  const now = Date.now();
  const old = await Promise.all(
    EMAIL_STATES.filter((state) => state !== "sending").map(
      async (state) =>
        await ctx.db
          .query("emails")
          .withIndex("by_status_and_dueAt", (q) => q.eq("status", state).lt("dueAt", now - RETENTION_MS))
          .take(BATCH),
    ),
  );
  const emails = old.flat();
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
  for (const { _id } of emails) await ctx.db.delete("emails", _id);
  for (const { _id } of links) await ctx.db.delete("usedLinks", _id);
  const uploads = await removeStrayUploads(ctx, BATCH);
  if (uploads === BATCH || [...old, links, events, invitations].some(({ length }) => length === BATCH))
    await ctx.scheduler.runAfter(0, internal.cronRuns.cleanUp, {});
}
