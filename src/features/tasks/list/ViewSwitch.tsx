import { CalendarDays, List, SquareKanban } from "lucide-react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { Segmented } from "@/ui/form/Segmented";
import type { BoardView } from "./useBoardView";

type Props = { view: BoardView; onChange: (view: BoardView) => void };

/** Board, list or calendar. */
export function ViewSwitch({ view, onChange }: Props) {
  const named = (name: string) => <span className="@max-4xl:sr-only">{name}</span>;
  return (
    <Segmented
      label={texts.taskList.view}
      value={view}
      options={[
        {
          value: "board",
          label: named(texts.taskList.views.board),
          leading: <Icon of={SquareKanban} size={14} />,
        },
        { value: "list", label: named(texts.taskList.views.list), leading: <Icon of={List} size={14} /> },
        {
          value: "calendar",
          label: named(texts.taskList.views.calendar),
          leading: <Icon of={CalendarDays} size={14} />,
        },
      ]}
      onChange={onChange}
    />
  );
}
