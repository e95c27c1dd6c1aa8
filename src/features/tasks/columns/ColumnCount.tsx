import { clsx } from "clsx";
import { texts } from "@/texts";
import { isFull, type Column } from "./column";

/** How many cards a column has, of how many it may have, or that a filter shows. */
export function ColumnCount({ column, shown }: { column: Column; shown: number | undefined }) {
  const { limit, total } = column;
  if (shown !== undefined)
    return <span className="tabular text-text-muted">{texts.board.filtered(shown, total)}</span>;
  if (limit === undefined) return <span className="tabular text-text-muted">{total}</span>;
  return (
    <span
      title={isFull(column) ? texts.columns.full : undefined}
      className={clsx("tabular", isFull(column) ? "text-warn" : "text-text-muted")}
    >
      {texts.columns.ofLimit(total, limit)}
    </span>
  );
}
