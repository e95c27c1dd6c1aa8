/**
 * The weekly report: what became of the tasks of a person's channels, and of those of the whole workspace.
 *
 *   done     completed in the week                    by movedAt, completedAt, blockedAt of the task
 *   moved    changed its column in it, not done
 *   blocked  waits for something, now
 *   ageing   in progress for more than a week, now
 *
 * And of the boards with the most of these how they flow, as their own reports say (boardReports.ts).
 */
import type { Infer } from "convex/values";
import type { OrderedQuery } from "convex/server";
import type { DataModel, Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { DAYS_OF_WEEK, NOBODY, OTHERS, sizeOf, tallyOf, TALLIES, type Tally } from "../../shared/reports";
import { canRead } from "../access";
import { KIB, MIB, takeWithin, type Need } from "../batches";
import { openChannels, titleFor } from "../chat/channels";
import * as MailSettings from "../settings/mailSettings";
import type { reportCell, reportContent, reportTask } from "./reportContent";
import { cycleOf, marksOf } from "../../shared/board/flow";
import { DAY_MS } from "../../shared/time";
import { localDay, startOfDay, startOfWeek } from "../settings/zones";
import { doneIn } from "./doneTasks";
import type { DbCtx } from "../context";

export type Report = Infer<typeof reportContent>;
type Cell = Infer<typeof reportCell>;
type Kind = keyof Tally;
type Found = Record<Kind, Doc<"tasks">[]>;
type Week = { from: number; until: number };

const AGEING_MS = 7 * DAY_MS;

/** The report of this week so far, or of the whole week so many weeks ago. */
export async function ofWeek(ctx: DbCtx, user: Doc<"users">, weeksAgo: number): Promise<Report> {
  const { timeZone } = await MailSettings.require(ctx, user._id);
  const from = startOfWeek(Date.now(), timeZone, -weeksAgo);
  return await build(ctx, user, timeZone, { from, until: startOfWeek(from, timeZone, 1) });
}

/** What there is to mail on a Monday: the week that is over. Null for a week in which nothing was. */
export async function toSend(ctx: DbCtx, user: Doc<"users">): Promise<Report | null> {
  const report = await ofWeek(ctx, user, 1);
  return isEmpty(report) ? null : report;
}

/** A queued report once more, as its reader may read it now; null when they want none any more. */
export async function refreshed(ctx: DbCtx, user: Doc<"users">, queued: Report): Promise<Report | null> {
  const settings = await MailSettings.require(ctx, user._id);
  if (!settings.weeklyReport) return null;
  const { from, until, week } = queued;
  const report = { ...(await build(ctx, user, settings.timeZone, { from, until })), week };
  return isEmpty(report) ? null : report;
}

export function isEmpty({ cells }: Report): boolean {
  return sizeOf(tallyOf(cells)) === 0;
}

/** What a report reads: the channels it finds open ones among, and tasks until their bytes are spent. */
export const NEED: Need = { databaseQueries: 1_500, documentsRead: 6_000, bytesRead: 6 * MIB };
const TASK_BYTES = 3.25 * MIB;
/** Of those that were done before the week, for the figures of one board. */
const DONE_BEFORE = { rows: LIMITS.reportDoneBefore as number, bytes: 128 * KIB };

async function build(ctx: DbCtx, user: Doc<"users">, timeZone: string, week: Week): Promise<Report> {
  const open = await openChannels(ctx, user._id, LIMITS.reportChannels + 1);
  const scopes = [undefined, ...open.slice(0, LIMITS.reportChannels)];
  const found: Found = { done: [], moved: [], blocked: [], ageing: [] };
  const channels: Report["channels"] = [];
  let isCut = open.length > LIMITS.reportChannels;
  const room = { rows: LIMITS.reportTasks as number, bytes: TASK_BYTES };
  for (const channel of scopes) {
    const own = await tasksOf(ctx, channel?._id, week, room);
    isCut ||= own.isCut;
    for (const kind of TALLIES) found[kind].push(...own.found[kind]);
    if (channel && TALLIES.some((kind) => own.found[kind].length > 0))
      channels.push({ channelId: channel._id, name: await titleFor(ctx, channel, user._id) });
  }
  const names = await namesOf(ctx, found);
  const counted = mostActive(found);
  return {
    kind: "weeklyReport",
    name: user.name,
    week: localDay(week.from, timeZone),
    ...week,
    isCut,
    boards: await boardsOf(ctx, found, week, names),
    cells: cellsOf(found, counted, (at) => dayOf(at, week.from, timeZone)),
    channels,
    people: counted.map((userId) => ({ userId, name: names.get(userId) ?? "somebody" })),
    ...itemsOf(found, names),
  };
}

/** Figures of the boards with the most in the report. */
async function boardsOf(
  ctx: DbCtx,
  found: Found,
  { from }: Week,
  names: ReadonlyMap<Id<"users">, string>,
): Promise<NonNullable<Report["boards"]>> {
  const all = TALLIES.flatMap((kind) => found[kind]);
  const byChannel = Map.groupBy(all, ({ channelId }) => channelId);
  const most = [...byChannel].sort(([, a], [, b]) => b.length - a.length);
  const channels = most.flatMap(([channelId]) => channelId ?? []).slice(0, LIMITS.reportBoards);
  return await Promise.all(
    channels.map(async (channelId) => await figuresOf(ctx, found, { channelId, from, names })),
  );
}

async function figuresOf(
  ctx: DbCtx,
  found: Found,
  {
    channelId,
    from,
    names,
  }: { channelId: Id<"channels">; from: number; names: ReadonlyMap<Id<"users">, string> },
) {
  const ofBoard = (task: Doc<"tasks">) => task.channelId === channelId;
  const done = found.done.filter(ofBoard);
  const weeksMs = LIMITS.reportWeeksBefore * 7 * DAY_MS;
  const before = await takeWithin(doneIn(ctx, channelId, { from: from - weeksMs, until: from }), DONE_BEFORE);
  const times = [...done, ...before.rows].flatMap(
    ({ _creationTime: madeAt, startedAt, completedAt = 0 }) =>
      cycleOf({ madeAt, startedAt, completedAt }) ?? [],
  );
  const [halfMs] = marksOf(times);
  const oldest = found.ageing.filter(ofBoard).toSorted((a, b) => inColumnSince(a) - inColumnSince(b));
  return {
    channelId,
    done: done.length,
    usual: before.rows.length / LIMITS.reportWeeksBefore,
    ...(halfMs !== undefined && { halfMs }),
    isCut: before.isCut || done.length >= LIMITS.reportTasksPerKind,
    oldest: oldest.slice(0, LIMITS.reportOldest).map((task) => itemOf("ageing", task, names)),
  };
}

type Tasks = OrderedQuery<DataModel["tasks"]>;

/** The ranges of a channel's tasks by kind, the newest first; of the ageing ones the oldest. */
function rangesOf(
  { db }: DbCtx,
  channelId: Id<"channels"> | undefined,
  { from, until }: Week,
): [kind: Kind, tasks: Tasks][] {
  const moved = (status: "todo" | "in_progress"): [Kind, Tasks] => [
    "moved",
    db
      .query("tasks")
      .withIndex("by_channelId_and_away_and_status_and_movedAt", (q) =>
        q
          .eq("channelId", channelId)
          .eq("deletedAt", undefined)
          .eq("archivedAt", undefined)
          .eq("status", status)
          .gte("movedAt", from)
          .lt("movedAt", until),
      )
      .order("desc"),
  ];
  const blocked = db
    .query("tasks")
    .withIndex("by_channelId_and_deletedAt_and_blockedAt", (q) =>
      q.eq("channelId", channelId).eq("deletedAt", undefined).gt("blockedAt", 0),
    )
    .order("desc");
  // A task that was made in its column has no movedAt, and comes before all others.
  const ageing = db.query("tasks").withIndex("by_channelId_and_away_and_status_and_movedAt", (q) =>
    q
      .eq("channelId", channelId)
      .eq("deletedAt", undefined)
      .eq("archivedAt", undefined)
      .eq("status", "in_progress")
      .lt("movedAt", Date.now() - AGEING_MS),
  );
  return [
    ["done", doneIn({ db }, channelId, { from, until })],
    moved("in_progress"),
    moved("todo"),
    ["blocked", blocked],
    ["ageing", ageing],
  ];
}

/** Reads a channel's tasks, and takes them from the room that is left for all channels: each range gets its share of it. */
async function tasksOf(
  ctx: DbCtx,
  channelId: Id<"channels"> | undefined,
  week: Week,
  room: { rows: number; bytes: number },
): Promise<{ found: Found; isCut: boolean }> {
  const found: Found = { done: [], moved: [], blocked: [], ageing: [] };
  let isCut = false;
  for (const [i, [kind, tasks]] of rangesOf(ctx, channelId, week).entries()) {
    const rows = Math.min(LIMITS.reportTasksPerKind, Math.floor(room.rows / (RANGES - i)));
    const bytes = Math.floor(room.bytes / (RANGES - i));
    if (rows === 0 || bytes <= 0) return { found, isCut: true };
    const taken = await takeWithin(tasks, { rows, bytes });
    isCut ||= taken.isCut;
    room.rows -= taken.rows.length;
    room.bytes -= taken.size;
    found[kind].push(...taken.rows);
  }
  found.ageing = found.ageing.filter((task) => inColumnSince(task) < Date.now() - AGEING_MS);
  return { found, isCut };
}

/** Index ranges read for one channel. */
const RANGES = 5;

const inColumnSince = ({ movedAt, _creationTime }: Doc<"tasks">) => movedAt ?? _creationTime;

/** Those with the most tasks in the report, most first. */
function mostActive(found: Found): Id<"users">[] {
  const counts = new Map<Id<"users">, number>();
  for (const { assigneeId } of TALLIES.flatMap((kind) => found[kind]))
    if (assigneeId) counts.set(assigneeId, (counts.get(assigneeId) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, LIMITS.reportPeople);
  return most.map(([userId]) => userId);
}

function cellsOf(found: Found, counted: Id<"users">[], dayAt: (at: number) => number): Cell[] {
  const known = new Set(counted);
  const cells = new Map<string, Cell>();
  for (const kind of TALLIES) {
    for (const { channelId, assigneeId, completedAt } of found[kind]) {
      const assignee = assigneeId ? (known.has(assigneeId) ? assigneeId : OTHERS) : NOBODY;
      const key = `${channelId} ${assignee}`;
      const cell = cells.get(key) ?? {
        ...(channelId && { channelId }),
        assignee,
        doneByDay: DAYS_OF_WEEK.map(() => 0),
        moved: 0,
        blocked: 0,
        ageing: 0,
      };
      cells.set(key, cell);
      if (kind === "done") cell.doneByDay[dayAt(completedAt ?? 0)]! += 1;
      else cell[kind] += 1;
    }
  }
  return [...cells.values()];
}

/** Which day of the week that begins at `from`: days of 23 and 25 hours are days too. */
function dayOf(at: number, from: number, timeZone: string): number {
  return DAYS_OF_WEEK.findLastIndex((_, day) => startOfDay(from, timeZone, day) <= at);
}

/** The names of everybody in the report. */
async function namesOf(ctx: DbCtx, found: Found): Promise<Map<Id<"users">, string>> {
  const ids = new Set([
    ...mostActive(found),
    ...TALLIES.flatMap((kind) => newest(found, kind).flatMap((task) => task.assigneeId ?? [])),
  ]);
  const people = await Promise.all([...ids].map(async (id) => await ctx.db.get("users", id)));
  return new Map(people.flatMap((person) => (person ? [[person._id, person.name]] : [])));
}

const SINCE: Record<Kind, (task: Doc<"tasks">) => number> = {
  done: ({ completedAt }) => completedAt ?? 0,
  moved: inColumnSince,
  blocked: ({ blockedAt }) => blockedAt ?? 0,
  ageing: inColumnSince,
};

/** The tasks of a kind to be named: the newest, of the ageing ones the oldest. */
function newest(found: Found, kind: Kind): Doc<"tasks">[] {
  const since = SINCE[kind];
  const sign = kind === "ageing" ? 1 : -1;
  return found[kind].toSorted((a, b) => sign * (since(a) - since(b))).slice(0, LIMITS.reportItems);
}

function itemOf(
  kind: Kind,
  task: Doc<"tasks">,
  names: ReadonlyMap<Id<"users">, string>,
): Infer<typeof reportTask> {
  const { _id: taskId, number, title, channelId, assigneeId, blockedReason: reason } = task;
  const assignee = assigneeId && names.get(assigneeId);
  return {
    taskId,
    number,
    title,
    at: SINCE[kind](task),
    ...(channelId && { channelId }),
    ...(assignee && { assignee }),
    ...(kind === "blocked" && reason !== undefined && { reason }),
  };
}

function itemsOf(found: Found, names: Map<Id<"users">, string>): Record<Kind, Infer<typeof reportTask>[]> {
  const items = (kind: Kind) => newest(found, kind).map((task) => itemOf(kind, task, names));
  return { done: items("done"), moved: items("moved"), blocked: items("blocked"), ageing: items("ageing") };
}

/** Only what another person may read too: for an admin who looks at somebody else's mail. */
export async function readableBy(ctx: DbCtx, report: Report, readerId: Id<"users">): Promise<Report> {
  const mayRead = new Set<Id<"channels"> | undefined>([undefined]);
  for (const { channelId } of report.channels)
    if (await canRead(ctx, channelId, readerId)) mayRead.add(channelId);
  const isReadable = ({ channelId }: { channelId?: Id<"channels"> }) => mayRead.has(channelId);
  const cells = report.cells.filter(isReadable);
  const assignees = new Set(cells.map(({ assignee }) => assignee));
  return {
    ...report,
    cells,
    ...(report.boards && { boards: report.boards.filter(isReadable) }),
    channels: report.channels.filter(isReadable),
    people: report.people.filter(({ userId }) => assignees.has(userId)),
    done: report.done.filter(isReadable),
    moved: report.moved.filter(isReadable),
    blocked: report.blocked.filter(isReadable),
    ageing: report.ageing.filter(isReadable),
  };
}
