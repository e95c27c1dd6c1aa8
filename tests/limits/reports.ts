import type { Id } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import { DAY_MS } from "../../convex/shared/time";

/** Three bytes in UTF-8, and one of what limits count. */
const longest = (length: number) => "あ".repeat(length);

/** The content of a weekly report as large as can be. */
export function largestReport(ana: Id<"users">, channelId: Id<"channels">, taskId: Id<"tasks">) {
  const title = longest(LIMITS.taskTitle);
  const assignee = longest(LIMITS.personName);
  const task = { taskId, number: 1, title, at: 1, assignee };
  const tasks = Array.from({ length: LIMITS.reportItems }, () => task);
  const cell = { assignee: ana, doneByDay: [1, 1, 1, 1, 1, 1, 1], moved: 1, blocked: 1, ageing: 1 };
  const week = { week: "2026-11-16", from: Date.now() - 7 * DAY_MS, until: Date.now(), isCut: true };
  const oldest = tasks.slice(0, LIMITS.reportOldest);
  const board = { channelId, done: 1, usual: 0.25, halfMs: DAY_MS, isCut: true, oldest };
  return {
    kind: "weeklyReport",
    name: assignee,
    ...week,
    boards: Array.from({ length: LIMITS.reportBoards }, () => board),
    channels: [],
    people: [],
    cells: Array.from({ length: 800 }, () => cell),
    done: tasks,
    moved: tasks,
    blocked: tasks,
    ageing: tasks,
  };
}
