/** Boards with rules for all of their columns, and one of cards of the greatest size, one column of which is being removed. */
import type { Id } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import { DAY_MS } from "../../convex/shared/time";
import type { makeWorkspace } from "../../convex/testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** The key of the column that is being removed. */
export const ENDING = "1ending";
const AT_ONCE = 25;
const BOARDS = 40;

export async function fillBoards(
  { t, general, zoe }: Workspace,
  times: number,
  channels: readonly { id: Id<"channels"> }[],
): Promise<void> {
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
}
