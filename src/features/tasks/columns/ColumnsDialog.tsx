import type { Id } from "@convex/_generated/dataModel";
import type { BoardColumn } from "@convex/shared/board/columns";
import { LIMITS } from "@convex/shared/limits";
import type { TaskStatus } from "@convex/shared/tasks";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useSubmit } from "@/platform/auth/useSubmit";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { CheckField, INPUT } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import { StatusIcon } from "../StatusIcon";
import { STATUSES } from "../task";
import { columnTitle } from "./column";
import { ColumnRow } from "./ColumnRow";
import { useColumnActions } from "./useColumnActions";
import { useColumns } from "./useColumns";
import { useMovesTold } from "./useMovesTold";

type Props = {
  channelId: Id<"channels">;
  /** How many cards each column has, by their keys. */
  totals: ReadonlyMap<string, number>;
  onClose: () => void;
};

/** The columns of a channel's board: those of each status in their order, and a field for one more. */
export default function ColumnsDialog({ channelId, totals, onClose }: Props) {
  const columns = useColumns(channelId);
  const { remove } = useColumnActions(channelId);
  const [doomed, setDoomed] = useState<BoardColumn>();
  if (doomed) {
    const first = columns?.find(({ key }) => key === doomed.status);
    return (
      <Dialog title={texts.columns.removeTitle(columnTitle(doomed))} onClose={() => setDoomed(undefined)}>
        <p className="mb-4 text-text-muted">
          {texts.columns.removeMeans(totals.get(doomed.key) ?? 0, first ? columnTitle(first) : "")}
        </p>
        <DialogActions>
          <Button onClick={() => setDoomed(undefined)}>{texts.ui.cancel}</Button>
          <Button
            look="danger"
            onClick={() => {
              setDoomed(undefined);
              void reportRefusal(remove(doomed.key));
            }}
          >
            {texts.columns.remove}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog title={texts.columns.title} description={texts.columns.about} width="medium" onClose={onClose}>
      {columns === undefined && <LoadingLines label={texts.columns.loading} />}
      <div className="mt-3 grid gap-5">
        {columns &&
          STATUSES.map((status) => (
            <Group
              key={status}
              status={status}
              columns={columns}
              channelId={channelId}
              onRemove={setDoomed}
            />
          ))}
      </div>
      <MovesTold channelId={channelId} />
    </Dialog>
  );
}

function MovesTold({ channelId }: Pick<Props, "channelId">) {
  const { areTold, setTold } = useMovesTold(channelId);
  if (areTold === undefined) return null;
  return (
    <div className="mt-5 border-t pt-3">
      <CheckField
        label={texts.lines.tell}
        checked={areTold}
        onChange={(next) => void reportRefusal(setTold(next))}
      />
      <p className="mt-1 text-small text-text-muted">{texts.lines.tellMeans(LIMITS.movesToldMinutes)}</p>
    </div>
  );
}

type GroupProps = {
  status: TaskStatus;
  columns: readonly BoardColumn[];
  channelId: Id<"channels">;
  onRemove: (column: BoardColumn) => void;
};

function Group({ status, columns, channelId, onRemove }: GroupProps) {
  return (
    <section aria-label={texts.tasks.statuses[status]}>
      <h3 className="mb-1 flex items-center gap-2 text-small font-medium text-text-muted">
        <StatusIcon status={status} />
        {texts.tasks.statuses[status]}
      </h3>
      <ul className="grid gap-1">
        {columns
          .filter((column) => column.status === status)
          .map((column) => (
            <ColumnRow
              key={column.key}
              column={column}
              columns={columns}
              channelId={channelId}
              onRemove={() => onRemove(column)}
            />
          ))}
      </ul>
      {columns.length < LIMITS.columnsPerBoard && <NewColumn status={status} channelId={channelId} />}
    </section>
  );
}

function NewColumn({ status, channelId }: Pick<GroupProps, "status" | "channelId">) {
  const { add } = useColumnActions(channelId);
  const [name, setName] = useState("");
  const { error, isBusy, handleSubmit } = useSubmit(async () => {
    await add(status, name);
    setName("");
  });
  return (
    <form className="mt-1 grid gap-2" onSubmit={handleSubmit}>
      <div className="flex items-center gap-1">
        <input
          aria-label={texts.columns.newColumn(texts.tasks.statuses[status])}
          placeholder={texts.columns.add}
          dir="auto"
          autoComplete="off"
          maxLength={LIMITS.columnName}
          value={name}
          className={`${INPUT} h-8 min-w-0 flex-1 touch:h-11 touch:text-[16px]`}
          onChange={(event) => setName(event.target.value)}
        />
        {name.trim() !== "" && (
          <Button type="submit" look="primary" disabled={isBusy}>
            <Icon of={Plus} size={14} />
            {texts.labels.add}
          </Button>
        )}
      </div>
      <FormError text={error} />
    </form>
  );
}
