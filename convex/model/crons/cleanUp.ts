/**
 * What nobody needs any more: ended mails, pushes and webhooks past their retention, used links that would have expired anyway,
 * expired invitations, rings and answers to new tasks of the day before, sums of days and hours that are over, days of boards that no report shows, and uploads, files and link previews that nobody uses.
 */
import { internal } from "../../_generated/api";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { EmailState } from "../../shared/emails";
import { DAY_MS, HOUR_MS } from "../../shared/time";
import { tsOf } from "../../shared/unread";
import { KEPT_MS } from "../board/days";
import { pastDays } from "../categories/aiUsage";
import { MIB, takeWithin } from "../batches";
import * as Deletions from "../deletions/deletions";
import * as LinkLooks from "../files/linkLooks";
import { removeUnused } from "../files/sweep";

const RETENTION_MS = 30 * DAY_MS;
/** What is removed in one transaction: Convex counts the bytes of a document that is deleted once more. */
const BATCH = { rows: 400, bytes: 2 * MIB };

/** Files of each kind that are looked at in one transaction. */
const FILES_AT_ONCE = 100;

type Table =
  | "emails"
  | "usedLinks"
  | "providerEvents"
  | "invitations"
  | "signals"
  | "boardDays"
  | "rings"
  | "taskBatches"
  | "tallies"
  | "pushes";

/** What is to be removed: of mails those that ended before then, and those that were queued before then and never left. */
function oldRows({ db }: MutationCtx, now: number): [Table, AsyncIterable<Doc<Table>>][] {
  const before = now - RETENTION_MS;
  const sums = [pastDays(now), LinkLooks.pastHours(now)].map(
    ({ from, until }): [Table, AsyncIterable<Doc<Table>>] => [
      "tallies",
      db.query("tallies").withIndex("by_key_and_commitTs", (q) => q.gte("key", from).lt("key", until)),
    ],
  );
  const mails = (status: EmailState): [Table, AsyncIterable<Doc<Table>>] => [
    "emails",
    db
      .query("emails")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
        q.eq("status", status).gte("dueAt", 1).lt("dueAt", before),
      ),
  ];
  const pushes = (status: "sent" | "failed"): [Table, AsyncIterable<Doc<Table>>] => [
    "pushes",
    db
      .query("pushes")
      .withIndex("by_status_and_dueAt_and_queuedTs", (q) => q.eq("status", status).lt("dueAt", before)),
  ];
  const fresh = db
    .query("emails")
    .withIndex("by_status_and_dueAt_and_queuedTs", (q) =>
      q.eq("status", "queued").eq("dueAt", 0).lt("queuedTs", tsOf(before)),
    );
  return [
    ...(["sent", "failed", "bounced", "queued"] as const).map(mails),
    ["emails", fresh],
    ...(["sent", "failed"] as const).map(pushes),
    ["usedLinks", db.query("usedLinks").withIndex("by_expiresAt", (q) => q.lt("expiresAt", now))],
    [
      "providerEvents",
      db.query("providerEvents").withIndex("by_creation_time", (q) => q.lt("_creationTime", before)),
    ],
    ["signals", db.query("signals").withIndex("by_at", (q) => q.lt("at", now - HOUR_MS))],
    [
      "taskBatches",
      db.query("taskBatches").withIndex("by_creation_time", (q) => q.lt("_creationTime", now - DAY_MS)),
    ],
    ["boardDays", db.query("boardDays").withIndex("by_day", (q) => q.lt("day", now - KEPT_MS))],
    ["rings", db.query("rings").withIndex("by_at", (q) => q.lt("at", now - DAY_MS))],
    ["invitations", db.query("invitations").withIndex("by_expiresAt", (q) => q.lt("expiresAt", now))],
    ...sums,
  ];
}

/** Wakes who looks at links and deletes channels, where a server has stopped in the middle. Removes a bounded part and schedules itself until nothing is left. */
export async function run(ctx: MutationCtx): Promise<void> {
  await LinkLooks.kick(ctx);
  await Deletions.resume(ctx);
  let [rows, bytes, isCut] = [BATCH.rows, BATCH.bytes, false];
  for (const [table, query] of oldRows(ctx, Date.now())) {
    const old = await takeWithin(query, { rows, bytes });
    for (const { _id } of old.rows) await ctx.db.delete(table, _id);
    rows -= old.rows.length;
    bytes -= old.size;
    isCut = old.isCut;
    if (isCut) break;
  }
  if (isCut || (await removeUnused(ctx, FILES_AT_ONCE)))
    await ctx.scheduler.runAfter(0, internal.operator.cronRuns.cleanUp, {});
}
