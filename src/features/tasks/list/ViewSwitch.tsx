import { CalendarDays, ChartGantt, List, SquareKanban, Users } from "lucide-react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { Segmented } from "@/ui/form/Segmented";
import type { BoardView } from "./useBoardView";

const VIEWS = [
  ["board", SquareKanban],
  ["list", List],
  ["calendar", CalendarDays],
  ["timeline", ChartGantt],
  ["workload", Users],
] as const;

type Props = { view: BoardView; onChange: (view: BoardView) => void };

/** Board, list, calendar, timeline or workload. */
export function ViewSwitch({ view, onChange }: Props) {
  return (
    <div className="shrink-0 max-wide:order-first">
      <Segmented<BoardView>
        label={texts.taskList.view}
        value={view}
        options={VIEWS.map(([value, icon]) => ({
          value,
          label: <span className="@max-7xl:sr-only">{texts.taskList.views[value]}</span>,
          leading: <Icon of={icon} size={14} />,
        }))}
        onChange={onChange}
      />
    </div>
  );
}
