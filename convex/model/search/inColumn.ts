/** Which cards stand in a column that somebody names, on whatever board. */
import type { Doc, Id } from "../../_generated/dataModel";
import { columnKeyOf, type BoardColumn } from "../../shared/board/columns";
import { nameKey } from "../../shared/names";
import * as Boards from "../board/boards";
import type { DbCtx } from "../context";

/** A name as it is compared: "To do" and "todo" are one. */
const joined = (name: string): string => nameKey(name).replaceAll(/[\s_]/gu, "");

/**
 * Tells of tasks whether they stand in a column of that name, or of that key. The first column of a status has the status as
 * its name until it is given another one. A board is read once, however many of its cards are asked about.
 */
export function inColumn(ctx: DbCtx, called: string): (task: Doc<"tasks">) => Promise<boolean> {
  const boards = new Map<Id<"channels"> | undefined, Promise<readonly BoardColumn[]>>();
  const name = joined(called);
  return async (task) => {
    const key = columnKeyOf(task);
    if (key === called) return true;
    const columns = boards.get(task.channelId) ?? Boards.columnsOf(ctx, task.channelId);
    boards.set(task.channelId, columns);
    const column = (await columns).find((one) => one.key === key);
    return column !== undefined && joined(column.name ?? key) === name;
  };
}
