import type { BoardColumn } from "@convex/shared/board/columns";
import { LabelDot } from "../labels/LabelDot";
import { StatusIcon } from "../StatusIcon";

type Props = { column: Pick<BoardColumn, "status" | "colour">; size?: number };

/** Its colour, or else its status. Decoration; the name stands next to it. */
export function ColumnIcon({ column: { status, colour }, size = 14 }: Props) {
  if (!colour) return <StatusIcon status={status} size={size} />;
  return (
    <span className="grid shrink-0 place-items-center" style={{ width: size }}>
      <LabelDot colour={colour} className="!size-2.5" />
    </span>
  );
}
