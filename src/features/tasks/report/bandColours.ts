import type { BoardColumn } from "@convex/shared/board/columns";
import { colourOf } from "../labels/colours";
import type { TaskStatus } from "../task";

const OF_STATUS: Record<TaskStatus, string> = {
  todo: "var(--control-line)",
  in_progress: "var(--warn)",
  done: "var(--accent)",
};

/** Of a hundred: how much of its status' colour each column has that chose none. An area shouts where an icon does not. */
const SHARES = [85, 55, 35, 70, 45];

/** A colour for each column: its own, or a shade of that of its status. */
export function bandColours(columns: readonly BoardColumn[]): string[] {
  return columns.map((column) => {
    if (column.colour) return colourOf(column.colour);
    const plain = columns.filter(({ status, colour }) => status === column.status && !colour);
    const share = SHARES[plain.indexOf(column) % SHARES.length]!;
    return `color-mix(in oklab, ${OF_STATUS[column.status]} ${share}%, var(--bg))`;
  });
}
