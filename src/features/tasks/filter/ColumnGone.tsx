import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import type { BoardColumns } from "../columns/column";
import type { Filter } from "./filter";

type Props = { columns: BoardColumns; filter: Filter; onChange: (filter: Filter) => void };

/** Why nothing is shown where the filter, or the view, is of a column that was removed. */
export function ColumnGone({ columns, filter, onChange }: Props) {
  const { column } = filter;
  if (column === undefined || columns.some(({ key }) => key === column)) return null;
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pb-2 max-wide:px-3">
      <p className="text-small text-text-muted">{texts.columns.filteredGone}</p>
      <Button size="small" onClick={() => onChange({ ...filter, column: undefined })}>
        {texts.columns.showAll}
      </Button>
    </div>
  );
}
