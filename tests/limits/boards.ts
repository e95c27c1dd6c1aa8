/**
 * Boards with rules for all of their columns, and one of cards of the greatest size, one column of which is being removed: more
 * of them are done and in progress, and it has more days, than a report tells of. Sums of boards of which nothing was folded.
 */
import type { Doc, Id } from "../../convex/_generated/dataModel";
import { startOfDayUtc } from "../../convex/shared/board/flow";
import { LIMITS } from "../../convex/shared/limits";
import { DAY_MS } from "../../convex/shared/time";
import type { makeWorkspace } from "../../convex/testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** The key of the column that is being removed. */
export const ENDING = "1ending";
const AT_ONCE = 25;
const BOARDS = 40;
/** More sums together than one transaction may read. */
const UNFOLDED_BOARDS = 20;

export async function fillBoards(
  workspace: Workspace,
  times: number,
  channels: readonly { id: Id<"channels"> }[],
): Promise<void> {
  const { t, general, zoe } = workspace;
  const rule = { days: 1, to: "in_progress" };
  const columns = [
    { key: "todo", status: "todo" as const, rule },
    { key: ENDING, status: "todo" as const, name: "Next", isEnding: true },
    ...Array.from({ length: LIMITS.columnsPerBoard - 4 }, (_, i) => ({
      key: `1${i}`,
      status: "todo" as const,
      name: "あ".repeat(LIMITS.columnName),
      rule,
    })),
    { key: "in_progress", status: "in_progress" as const },
    { key: "done", status: "done" as const },
  ];
  await t.run(async ({ db }) => {
    for (const channelId of [general, ...channels.slice(0, BOARDS).map(({ id }) => id)])
      await db.insert("boards", { channelId, columns, hasRules: true, tellsMoves: true });
  });
  const card = {
    number: 1,
    title: "あ".repeat(LIMITS.taskTitle),
    tags: Array.from({ length: LIMITS.tagsPerTask }, () => "あ".repeat(LIMITS.tag)),
    status: "todo" as const,
    channelId: general,
    audience: "workspace" as const,
    createdBy: zoe,
    categorySource: "rules" as const,
    movedAt: Date.now() - 2 * DAY_MS,
  };
  const cards = [...Array(160 * times).keys()];
  for (let i = 0; i < cards.length; i += AT_ONCE)
    await t.run(async ({ db }) => {
      for (const n of cards.slice(i, i + AT_ONCE))
        for (const place of [{}, { column: ENDING }]) {
          const rank = `z${n}${"column" in place ? "e" : ""}`;
          const taskId = await db.insert("tasks", { ...card, ...place, rank });
          await db.insert("boardMoves", { channelId: general, taskId, from: "done", by: zoe });
        }
    });
  await fillReport(workspace, times, card);
  await fillSums(workspace, channels.slice(0, UNFOLDED_BOARDS));
}

async function fillReport(
  { t, general }: Workspace,
  times: number,
  card: Omit<Doc<"tasks">, "_id" | "_creationTime" | "rank">,
) {
  const many = [...Array(1_300 * times).keys()];
  for (let i = 0; i < many.length; i += 100)
    await t.run(async ({ db }) => {
      for (const n of many.slice(i, i + 100)) {
        const rank = `y${n}`;
        await db.insert("tasks", { ...card, rank, status: "done", completedAt: Date.now() - n });
        if (n % 4 === 0) await db.insert("tasks", { ...card, rank: `${rank}p`, status: "in_progress" });
      }
    });
  const counts = Object.fromEntries(Array.from({ length: LIMITS.columnsPerBoard }, (_, i) => [`1${i}`, 1e6]));
  await t.run(async ({ db }) => {
    for (let i = 1; i <= 200 * times; i++)
      await db.insert("boardDays", {
        channelId: general,
        day: startOfDayUtc(Date.now()) - i * DAY_MS,
        counts,
      });
  });
}

async function fillSums({ t }: Workspace, channels: readonly { id: Id<"channels"> }[]) {
  for (const { id } of channels)
    await t.run(async ({ db }) => {
      for (let i = 0; i < LIMITS.tallyChangesRead + 100; i++)
        await db.insert("tallies", { key: `tasks ${id}`, sums: { todo: 1 }, commitTs: BigInt(i) });
    });
}
