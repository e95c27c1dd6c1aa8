import type { Id } from "@convex/_generated/dataModel";
import type { BoardColumn } from "@convex/shared/board/columns";
import { clsx } from "clsx";
import { useRef, useSyncExternalStore } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Dialog } from "@/ui/floating/Dialog";
import { columnTitle } from "../columns/column";
import { ColumnIcon } from "../columns/ColumnIcon";
import type { TaskId } from "../task";
import { askedFor } from "./asked";
import { useDraggedMessage, useMessageDrop } from "./useDraggedMessage";
import { useColumnsFor, useMakeInColumn } from "./useMessageTask";

type MessageId = Id<"messages">;
type Props = {
  /** @param isNew  whether it was made just now */
  onMade: (taskId: TaskId, isNew: boolean) => void;
};

/** The columns of a channel's board, where a message that is dragged, or chosen by key, becomes a task. */
export function MessageDrops({ onMade }: Props) {
  const dragged = useDraggedMessage();
  const asked = useSyncExternalStore(askedFor.subscribe, askedFor.get);
  const make = useMakeInColumn();
  const put = async (messageId: MessageId, column: BoardColumn) => {
    const { taskId, isNew } = await make(messageId, column);
    onMade(taskId, isNew);
  };
  const handlePick = (messageId: MessageId, column: BoardColumn) => {
    askedFor.set(undefined);
    void reportRefusal(put(messageId, column));
  };
  if (dragged) return <DropPlaces messageId={dragged} onPick={handlePick} />;
  if (asked) return <ColumnDialog messageId={asked} onPick={handlePick} />;
  return null;
}

type PlacesProps = { messageId: MessageId; onPick: (messageId: MessageId, column: BoardColumn) => void };

function DropPlaces({ messageId, onPick }: PlacesProps) {
  const columns = useColumnsFor(messageId);
  if (!columns) return null;
  return (
    <div className="anim-fade fixed inset-y-0 right-0 z-30 flex w-72 max-w-[60vw] flex-col gap-2 border-l bg-bg-raised p-3 shadow-float">
      <p className="px-1 text-small font-medium text-text-muted">{texts.tasks.inColumn}</p>
      {columns.map((column) => (
        <DropPlace key={column.key} column={column} onMessage={(dropped) => onPick(dropped, column)} />
      ))}
    </div>
  );
}

type PlaceProps = { column: BoardColumn; onMessage: (messageId: MessageId) => void };

function DropPlace({ column, onMessage }: PlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const isOver = useMessageDrop(place, onMessage);
  return (
    <div
      ref={place}
      className={clsx(
        "flex min-h-10 flex-1 items-center gap-2 rounded-pane border border-dashed px-3",
        isOver ? "border-accent bg-accent-soft" : "border-line-strong bg-bg-sunken",
      )}
    >
      <Named column={column} />
    </div>
  );
}

const Named = ({ column }: { column: BoardColumn }) => (
  <>
    <ColumnIcon column={column} />
    <span dir="auto" className="min-w-0 truncate">
      {columnTitle(column)}
    </span>
  </>
);

function ColumnDialog({ messageId, onPick }: PlacesProps) {
  const columns = useColumnsFor(messageId);
  return (
    <Dialog title={texts.tasks.inColumn} onClose={() => askedFor.set(undefined)}>
      <ul className="grid gap-1">
        {columns?.map((column) => (
          <li key={column.key}>
            <button
              type="button"
              className="row-focus flex h-9 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-bg-hover touch:h-11"
              onClick={() => onPick(messageId, column)}
            >
              <Named column={column} />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
