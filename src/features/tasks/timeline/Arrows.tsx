import type { Task } from "../task";
import { barOf, datesOf, widthOf, type Scale } from "./scale";

type Props = {
  rows: readonly Task[];
  blocks: readonly { taskId: string; blockerId: string }[];
  scale: Scale;
  rowPx: number;
  /** The rows in sight. */
  from: number;
  until: number;
};

/** From the end of what is waited for to the beginning of what waits. */
export function Arrows({ rows, blocks, scale, rowPx, from, until }: Props) {
  const places = new Map(rows.map((task, i) => [task._id as string, i]));
  const isInSight = (row: number) => row >= from && row < until;
  return (
    <svg
      aria-hidden
      width={widthOf(scale)}
      height={rows.length * rowPx}
      className="pointer-events-none absolute inset-0 z-10 text-warn opacity-70 rtl:-scale-x-100"
    >
      <defs>
        <marker id="waits" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" orient="auto">
          <path d="M0 0 6 3 0 6z" fill="currentColor" />
        </marker>
      </defs>
      {blocks.map(({ taskId, blockerId }) => {
        const [to, of] = [places.get(taskId), places.get(blockerId)];
        if (to === undefined || of === undefined || !(isInSight(to) || isInSight(of))) return null;
        const [blocker, task] = [barOf(scale, datesOf(rows[of]!)), barOf(scale, datesOf(rows[to]!))];
        const [x1, y1] = [blocker.x + blocker.width, (of + 0.5) * rowPx];
        const [x2, y2] = [task.x, (to + 0.5) * rowPx];
        return (
          <path
            key={`${blockerId} ${taskId}`}
            d={x2 >= x1 + 16 ? straight(x1, y1, x2, y2) : around(x1, y1, x2, y2, rowPx)}
            fill="none"
            stroke="currentColor"
            strokeWidth={1.5}
            markerEnd="url(#waits)"
          />
        );
      })}
    </svg>
  );
}

const straight = (x1: number, y1: number, x2: number, y2: number) => `M${x1} ${y1}h8V${y2}H${x2}`;

/** What waits begins before the other one ends: between the rows, and from the left. */
const around = (x1: number, y1: number, x2: number, y2: number, rowPx: number) =>
  `M${x1} ${y1}h8V${y2 + (y2 > y1 ? -rowPx / 2 : rowPx / 2)}H${x2 - 10}V${y2}H${x2}`;
