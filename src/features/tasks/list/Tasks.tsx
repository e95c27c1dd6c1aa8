import type { ComponentProps } from "react";
import { Board } from "../board/Board";
import { BoardBar } from "../board/BoardBar";
import { FilterBar } from "../board/FilterBar";
import { useBoardFilter } from "../board/useBoardFilter";
import { LabelsProvider } from "../labels/LabelsContext";
import { STATUSES } from "../task";
import type { BoardColumns } from "../useBoard";
import { TaskList } from "./TaskList";
import { useBoardView } from "./useBoardView";
import { ViewSwitch } from "./ViewSwitch";

type Props = ComponentProps<typeof Board>;

/** The tasks of a channel or of the workspace, as a board or as a list. */
export function Tasks({ columns, ...props }: Props) {
  const { view, setView } = useBoardView();
  const tools = <ViewSwitch view={view} onChange={setView} />;
  if (view === "list" && columns)
    return (
      <LabelsProvider>
        <ListView columns={columns} {...props} tools={tools} />
      </LabelsProvider>
    );
  return <Board columns={columns} {...props} tools={tools} />;
}

function ListView({ tools, channelId, ...props }: Props & { columns: BoardColumns }) {
  const { filter, setFilter } = useBoardFilter(channelId);
  const tasks = STATUSES.flatMap((status) => props.columns[status].cards);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <BoardBar tools={tools}>
        <FilterBar tasks={tasks} channelId={channelId} filter={filter} onChange={setFilter} />
      </BoardBar>
      <TaskList {...props} filter={filter} channelId={channelId} />
    </div>
  );
}
