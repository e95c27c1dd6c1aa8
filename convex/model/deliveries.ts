/**
 * The one machine for work that may fail at somebody else's: mail, questions to an AI provider, pushes, and events
 * of providers. A queue is a table whose rows have `deliveryFields` and the index `by_status_and_dueAt`.
 *
 *   queued ──claim──▶ sending ──▶ ended, with a status of the queue's own
 *      ▲                 │
 *      └── retry, lease ─┘
 *
 * Rules   A row is queued in the transaction that gives rise to it, claimed in one and settled in one; between the
 *         last two it may be with a provider. One sender has the queue at a time, and loses it, and its rows, when its
 *         lease ends. A row that cannot be made keeps no other back, and a claim takes as many as fit. Whoever queues waits for no claim: what is due at
 *         once stands in the order of commits, and a claim looks no further than its snapshot.
 */
import { literals } from "convex-helpers/validators";
import { v, type CommitTsPlaceholder, type Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import { cutText } from "../shared/text";
import { settledTs } from "./commitTs";
import type { DbCtx } from "./context";
import { eachRow, MIB, takeWithin, type Need } from "./batches";
import { HOUR_MS, MINUTE_MS } from "../shared/time";

export function deliveryFields<const Ended extends string>(...ended: Ended[]) {
  return {
    status: literals("queued", "sending", ...ended),
    attempts: v.number(),
    /** When a queued row is due, 0 for at once; until when its sender has one that is being sent; else when it ended. */
    dueAt: v.number(),
    /** When it was queued, in the order of commits. */
    queuedTs: v.commitTs(),
    /** What went wrong in the last attempt. */
    error: v.optional(v.string()),
  };
}

/** The tables that senders work on. */
export const QUEUES = ["emails", "categorisations", "linkLooks", "pushes"] as const;
export type QueueName = (typeof QUEUES)[number];

type Fields = { status: "queued" | "sending"; attempts: number; dueAt: number; error?: string | undefined };
type Span = { status: Fields["status"]; from: number; until: number };
type Row = Omit<Fields, "status"> & { _id: string; status: string; queuedTs: bigint | CommitTsPlaceholder };

/** The ordered rows of a query. */
type Rows<Of extends Row> = AsyncIterable<Of> & { first(): Promise<Of | null> };

export type Queue<Of extends Row, Item> = {
  name: QueueName;
  /** How long a sender has the queue, and a row, to itself: longer than any of its time-outs. */
  leaseMs: number;
  /** How long to wait after each failed attempt; after the last of these a row is given up. */
  waitsMs: readonly number[];
  /** Whether there is anybody to send to. */
  isOn(): boolean;
  /** The rows of a status whose `dueAt` is between two times, both included, soonest first. */
  rows(ctx: DbCtx, span: Span): Rows<Of>;
  /** The rows that are due at once and were queued up to a commit, in their order. */
  fresh(ctx: MutationCtx, until: bigint): Rows<Of>;
  patch(ctx: MutationCtx, id: Of["_id"], fields: Fields): Promise<void>;
  /** Prepares a claim, and answers what makes each row of it; null for a row that needed no sender and has ended. */
  maker(ctx: MutationCtx): (row: Of, attempt: number, isFirst: boolean) => Promise<Item | null>;
  /** What making a row uses of Convex's limits at most. */
  need(row: Of): Need;
  /** Ends a row that could not be made, and does nothing else: that may be what failed. */
  unmade(ctx: MutationCtx, row: Of, reason: string): Promise<void>;
};

/** What a sender says of an attempt that brought nothing. */
export const failure = v.union(
  /** Worth another try: the provider was away, busy or did not answer in time. */
  v.object({ kind: v.literal("retry"), error: v.string() }),
  v.object({ kind: v.literal("failed"), error: v.string() }),
);

/** The waits of what may come hours later. */
export const LONG_WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS];

/** The fields of a row that is due at once, or from then on, for the first time. */
export function queued({ db }: Pick<MutationCtx, "db">, dueAt = 0) {
  return { status: "queued" as const, attempts: 0, dueAt, queuedTs: db.vars.commitTs, error: undefined };
}

/** The fields of a row after a failed attempt, its number given; null once it is given up. */
export function queuedAgain(
  ctx: Pick<MutationCtx, "db">,
  attempts: number,
  waitsMs: readonly number[],
  error: string,
  leastMs = 0,
) {
  const waitMs = waitsMs[attempts - 1];
  if (waitMs === undefined) return null;
  return { ...queued(ctx, Date.now() + Math.max(waitMs, leastMs)), attempts, error: cutError(error) };
}

export function cutError(error: string): string {
  return cutText(error, LIMITS.deliveryError);
}

async function leaseOf(ctx: MutationCtx, queue: QueueName) {
  return await ctx.db
    .query("senders")
    .withIndex("by_queue", (q) => q.eq("queue", queue))
    .unique();
}

/** Starts a sender unless one is at work, which will come to the new rows too: not to those that are due after a wait. */
export async function kick(
  ctx: MutationCtx,
  queue: Pick<Queue<Row, unknown>, "name" | "isOn">,
  waitMs = 0,
): Promise<void> {
  if (!queue.isOn()) return;
  const lease = waitMs > 0 ? null : await leaseOf(ctx, queue.name);
  if (!lease || lease.until <= Date.now()) await wake(ctx, queue.name, waitMs);
}

async function wake(ctx: MutationCtx, queue: QueueName, waitMs: number): Promise<void> {
  await ctx.scheduler.runAfter(waitMs, internal.outside.deliver.deliver, { queue });
}

/** Gives the queue to a sender, or lets it go on. False while another has it. */
async function hold<Of extends Row>(
  ctx: MutationCtx,
  { name, leaseMs }: Queue<Of, unknown>,
  sender: string,
): Promise<boolean> {
  const now = Date.now();
  const lease = await leaseOf(ctx, name);
  const isOwn = lease?.sender === sender;
  if (lease && !isOwn && lease.until > now) return false;
  const until = now + leaseMs;
  // Those who queue ask whether it is held: it is written as seldom as will do.
  if (!lease) await ctx.db.insert("senders", { queue: name, sender, until });
  else if (!isOwn || lease.until - now < leaseMs / 2)
    await ctx.db.patch("senders", lease._id, { sender, until });
  return true;
}

/** A sender has found nothing more, or its time is over: what was queued since wakes another. */
export async function release<Of extends Row>(
  ctx: MutationCtx,
  queue: Queue<Of, unknown>,
  sender: string,
): Promise<void> {
  const lease = await leaseOf(ctx, queue.name);
  if (lease?.sender !== sender) return;
  await ctx.db.delete("senders", lease._id);
  // Here it looks at all there is: who queues beside it either is seen, or sees that nobody has the queue.
  const due = await queue.rows(ctx, { status: "queued", from: 0, until: Date.now() }).first();
  if (due) await wake(ctx, queue.name, 0);
}

/** Takes up to `most` rows that are due for one sender; none while another has the queue. */
export async function claim<Of extends Row, Item>(
  ctx: MutationCtx,
  queue: Queue<Of, Item>,
  { sender, most }: { sender: string; most: number },
): Promise<Item[]> {
  return (await hold(ctx, queue, sender)) ? await take(ctx, queue, most) : [];
}

/** Bytes of rows that are read for one claim, which leaves the most room to make them. */
const CLAIMED_BYTES = 0.5 * MIB;

/**
 * The same without a sender: those of one that went away first, then those whose wait is over, then the fresh ones. It
 * takes fewer where they need more than one transaction has.
 */
export async function take<Of extends Row, Item>(
  ctx: MutationCtx,
  queue: Queue<Of, Item>,
  most: number,
): Promise<Item[]> {
  const now = Date.now();
  const make = queue.maker(ctx);
  const claimed: Item[] = [];
  const step = async (row: Of, isFirst: boolean) => {
    const attempts = row.attempts + 1;
    const item = await make(row, attempts, isFirst);
    if (item === null) return;
    const fields = { status: "sending" as const, attempts, dueAt: now + queue.leaseMs, error: row.error };
    await queue.patch(ctx, row._id, fields);
    claimed.push(item);
  };
  await eachRow(ctx, await dueRows(ctx, queue, { now, most }), {
    need: (row) => queue.need(row),
    step,
    failed: async (row, reason) => await queue.unmade(ctx, row, reason),
  });
  return claimed;
}

async function dueRows<Of extends Row>(
  ctx: MutationCtx,
  queue: Queue<Of, unknown>,
  { now, most }: { now: number; most: number },
): Promise<Of[]> {
  const sources = [
    () => queue.rows(ctx, { status: "sending", from: 0, until: now }),
    () => queue.rows(ctx, { status: "queued", from: 1, until: now }),
    () => queue.fresh(ctx, ctx.meta.getSnapshotTs()),
  ];
  const due: Of[] = [];
  let bytes = 0;
  for (const source of sources) {
    if (due.length >= most || bytes >= CLAIMED_BYTES) break;
    const { rows, size } = await takeWithin(source(), {
      rows: most - due.length,
      bytes: CLAIMED_BYTES - bytes,
    });
    due.push(...rows);
    bytes += size;
  }
  return due;
}

/** What waits in a queue, for those who look after it. */
export const standingView = v.object({
  isOn: v.boolean(),
  /** Those of them that are counted; there may be more. */
  waiting: v.number(),
  isCut: v.boolean(),
  /** When the one is due, or was, that comes first. */
  nextAt: v.optional(v.number()),
});

/** Rows that are counted, and bytes of them that are read for it. */
const COUNTED = { rows: LIMITS.queueCounted, bytes: MIB };

export async function standing<Of extends Row>(
  ctx: DbCtx,
  queue: Queue<Of, unknown>,
): Promise<Infer<typeof standingView>> {
  const { rows, isCut } = await takeWithin(
    queue.rows(ctx, { status: "queued", from: 0, until: Infinity }),
    COUNTED,
  );
  const [fresh] = rows;
  const later = await queue.rows(ctx, { status: "queued", from: 1, until: Infinity }).first();
  const times = [fresh, later].flatMap((row) =>
    row ? [row.dueAt === 0 ? Number(settledTs(row.queuedTs) / 1_000_000n) : row.dueAt] : [],
  );
  const nextAt = times.length > 0 ? { nextAt: Math.min(...times) } : {};
  return { isOn: queue.isOn(), waiting: rows.length, isCut, ...nextAt };
}

/** Whether a row is still with the sender whose attempt this was: a late answer changes nothing. */
export function isWith(attempt: number, row: { status: string; attempts: number }): boolean {
  return row.status === "sending" && row.attempts === attempt;
}

/** Queues a row once more after a failed attempt, not before `leastMs`. False once it is given up. */
export async function retry<Of extends Row>(
  ctx: MutationCtx,
  queue: Queue<Of, unknown>,
  { _id, attempts }: Of,
  error: string,
  leastMs = 0,
): Promise<boolean> {
  const fields = queuedAgain(ctx, attempts, queue.waitsMs, error, leastMs);
  if (fields === null) return false;
  await queue.patch(ctx, _id, fields);
  await wake(ctx, queue.name, fields.dueAt - Date.now());
  return true;
}
