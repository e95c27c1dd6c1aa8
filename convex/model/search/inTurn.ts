/**
 * Tasks one after another, the newest first: what a list shows where more fits than a look at the index of words answers.
 *
 *   filter ──a look that is not full──▶ all there is
 *          └─full, or no filter──▶ task after task ──may I read it? does it fit?──▶ page, as far as one transaction goes
 *
 * Rules  Nothing is cut: a page may be short, even empty, and the next one goes on behind the last task that was looked at.
 */
import { getDocumentSize, type Value } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { fits } from "../../shared/search/matches";
import { indexedTerms } from "../../shared/search/words";
import { TASK_STATUSES } from "../../shared/tasks";
import { canReadTask, type UserQueryCtx } from "../access";
import { MIB } from "../batches";
import { textOf } from "../board/descriptions";
import { wordsOfTask } from "../entries/entries";
import type { Bounds, Place } from "./candidates";
import type { Wanted } from "./wanted";

type Task = Doc<"tasks">;
type Tasks = AsyncIterable<Task>;

/** Tasks that are looked at for one page; fewer where their descriptions are as well. */
const MOST = { rows: 1_000, described: 250, bytes: 2 * MIB };

type Found = {
  taskIds: Id<"tasks">[];
  /** The last task that was looked at; null behind the last of all. */
  last: Place | null;
};

export async function tasksInTurn(
  ctx: UserQueryCtx,
  wanted: Wanted,
  bounds: Bounds,
  most: number,
): Promise<Found> {
  const isDescribed = wanted.clauses.length > 0;
  const rows = isDescribed ? MOST.described : MOST.rows;
  const passes = passing(ctx, wanted, isDescribed);
  const taskIds: Id<"tasks">[] = [];
  let [seen, bytes] = [0, 0];
  for await (const task of tasksOf(ctx, wanted, bounds)) {
    if (await passes(task)) taskIds.push(task._id);
    seen += 1;
    bytes += getDocumentSize(task as Record<string, Value>);
    if (taskIds.length >= most || seen >= rows || bytes >= MOST.bytes)
      return { taskIds, last: { at: task._creationTime, made: 0, subject: task._id } };
  }
  return { taskIds, last: null };
}

/** Answers of each task whether its reader finds it. */
function passing(ctx: UserQueryCtx, { clauses, tests }: Wanted, isDescribed: boolean) {
  const readable = new Map<Task["audience"], Promise<boolean>>();
  const mayRead = async (task: Task): Promise<boolean> => {
    const answer = readable.get(task.audience) ?? canReadTask(ctx, task, ctx.user._id);
    readable.set(task.audience, answer);
    return await answer;
  };
  return async (task: Task): Promise<boolean> => {
    if (task.deletedAt !== undefined || !(await mayRead(task))) return false;
    const description = isDescribed ? await textOf(ctx, task._id) : "";
    const words = wordsOfTask(task, description);
    if (isDescribed && !fits(clauses, indexedTerms(words).join(" "), () => words)) return false;
    for (const test of tests) if (!(await test({ kind: "task", task, description }))) return false;
    return true;
  };
}

/** Those between two places, of the narrowest index that has all that are wanted. */
function tasksOf({ db }: UserQueryCtx, { assignee, channelIds }: Wanted, { after, until }: Bounds): Tasks {
  const [before, from] = [after?.at ?? Infinity, until?.at ?? -Infinity];
  const tasks = db.query("tasks");
  if (assignee)
    return newestOf(
      TASK_STATUSES.map((status) =>
        db
          .query("tasks")
          .withIndex("by_assigneeId_and_deletedAt_and_status", (q) =>
            q
              .eq("assigneeId", assignee.id)
              .eq("deletedAt", undefined)
              .eq("status", status)
              .gte("_creationTime", from)
              .lt("_creationTime", before),
          )
          .order("desc"),
      ),
    );
  const [channelId, ...others] = channelIds ?? [];
  if (channelId && others.length === 0)
    return tasks
      .withIndex("by_channelId", (q) =>
        q.eq("channelId", channelId).gte("_creationTime", from).lt("_creationTime", before),
      )
      .order("desc");
  return tasks
    .withIndex("by_creation_time", (q) => q.gte("_creationTime", from).lt("_creationTime", before))
    .order("desc");
}

/** The tasks of several ranges, the newest of all first. */
async function* newestOf(ranges: readonly Tasks[]): AsyncGenerator<Task> {
  const left = await Promise.all(
    ranges.map(async (range) => {
      const rows = range[Symbol.asyncIterator]();
      return { rows, head: await rows.next() };
    }),
  );
  for (;;) {
    const open = left.filter(({ head }) => head.done !== true);
    const [first] = open.toSorted((a, b) => b.head.value._creationTime - a.head.value._creationTime);
    if (!first) return;
    yield first.head.value;
    first.head = await first.rows.next();
  }
}
