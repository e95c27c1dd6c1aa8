import type { Id } from "@convex/_generated/dataModel";
import type { BoardColumn } from "@convex/shared/board/columns";
import { Archive, CircleDashed, Trash2, UserRound, X } from "lucide-react";
import { PersonPopover } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Menu, MenuChoice } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { columnTitle } from "../columns/column";
import { ColumnIcon } from "../columns/ColumnIcon";
import type { BulkChange } from "./useChangeTasks";

/** Boards of channels alone have columns of their own. */
const placeIn = ({ status, key }: BoardColumn, channelId: Id<"channels"> | undefined): BulkChange => ({
  kind: "move",
  status,
  ...(channelId && { column: key }),
});

type Props = {
  columns: readonly BoardColumn[];
  count: number;
  channelId: Id<"channels"> | undefined;
  onChange: (change: BulkChange) => void;
  onDone: () => void;
};

/** What can be done with all that are chosen. */
export function ChosenTasksBar({ columns, count, channelId, onChange, onDone }: Props) {
  return (
    <div className="@container border-t bg-bg-raised">
      <div
        role="toolbar"
        aria-label={texts.taskList.bar}
        className="anim-fade flex flex-wrap items-center gap-1 px-3 py-1.5"
      >
        <IconButton label={texts.choosing.stop} keys="Escape" isSmall onClick={onDone}>
          <Icon of={X} />
        </IconButton>
        <p role="status" className="tabular me-auto px-1 text-small font-medium">
          {texts.choosing.count(count)}
        </p>
        <Menu
          align="end"
          side="top"
          trigger={
            <Button size="small" look="ghost">
              <Icon of={CircleDashed} size={14} />
              <span className="@max-md:sr-only">{texts.taskList.status}</span>
            </Button>
          }
        >
          {columns.map((column) => (
            <MenuChoice
              key={column.key}
              isChosen={false}
              leading={<ColumnIcon column={column} />}
              onSelect={() => onChange(placeIn(column, channelId))}
            >
              {columnTitle(column)}
            </MenuChoice>
          ))}
        </Menu>
        <PersonPopover
          label={texts.tasks.assignee}
          options={[{ id: "", label: texts.tasks.unassigned }]}
          {...(channelId && { sought: { channelId, isMember: true } })}
          chosenId="-"
          onPick={(id) =>
            onChange({ kind: "update", changes: { assigneeId: id === "" ? null : (id as Id<"users">) } })
          }
          trigger={
            <Button size="small" look="ghost">
              <Icon of={UserRound} size={14} />
              <span className="@max-md:sr-only">{texts.tasks.assignee}</span>
            </Button>
          }
        />
        <Button size="small" look="ghost" onClick={() => onChange({ kind: "archive" })}>
          <Icon of={Archive} size={14} />
          <span className="@max-md:sr-only">{texts.away.archive}</span>
        </Button>
        <Button size="small" look="danger" onClick={() => onChange({ kind: "remove" })}>
          <Icon of={Trash2} size={14} />
          <span className="@max-md:sr-only">{texts.taskList.remove}</span>
        </Button>
      </div>
    </div>
  );
}
