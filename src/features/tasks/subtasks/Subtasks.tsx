import { useEffect, useRef, type KeyboardEvent } from "react";
import { texts } from "@/texts";
import { ListPlus } from "lucide-react";
import { CARD_COMMANDS } from "../board/cardCommands";
import { isCombo } from "@/lib/keys";
import type { FullTask, TaskId } from "../task";
import { AddSubtask } from "./AddSubtask";
import { Progress } from "./Progress";
import { SubtaskRow } from "./SubtaskRow";
import { SubtasksDrag } from "./SubtasksDrag";
import type { Subtask } from "./subtask";
import { usePlaceSubtask, useSubtasks } from "./useSubtasks";

/** What a task is made of: how far it has come, its parts in their order, and a field for more. */
export function Subtasks({ task }: { task: FullTask }) {
  const parts = useSubtasks(task._id) ?? [];
  const done = parts.filter(({ status }) => status === "done").length;
  return (
    <section aria-label={texts.subtasks.subtasks} className="grid gap-1">
      <div className="flex h-7 items-center gap-3 touch:h-11">
        <h3 className="text-small text-text-muted">{texts.subtasks.subtasks}</h3>
        {parts.length > 0 && <Progress done={done} total={parts.length} isWide />}
      </div>
      {parts.length > 0 && <List wholeId={task._id} parts={parts} />}
      <AddSubtask task={task} icon={ListPlus} />
    </section>
  );
}

function List({ wholeId, parts }: { wholeId: TaskId; parts: readonly Subtask[] }) {
  const root = useRef<HTMLUListElement>(null);
  const place = usePlaceSubtask(parts);
  const keepFocus = useKeptFocus(root, parts);

  function handleKey(event: KeyboardEvent<HTMLElement>) {
    const id = (event.target as HTMLElement).closest<HTMLElement>("[data-subtask]")?.dataset["subtask"];
    const at = parts.findIndex(({ _id }) => _id === id);
    const part = parts[at];
    const by = isCombo(event, CARD_COMMANDS.moveUp.keys) ? -1 : 1;
    if (!part || (by === 1 && !isCombo(event, CARD_COMMANDS.moveDown.keys))) return;
    event.preventDefault();
    event.stopPropagation();
    keepFocus(part);
    place(part, at + by);
  }

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the focused row inside */}
      <ul ref={root} aria-label={texts.subtasks.subtasks} className="-mx-2" onKeyDown={handleKey}>
        {parts.map((part, index) => (
          <SubtaskRow
            key={part._id}
            wholeId={wholeId}
            part={part}
            isFirst={index === 0}
            isLast={index === parts.length - 1}
            onMove={(by) => {
              keepFocus(part);
              place(part, index + by);
            }}
          />
        ))}
      </ul>
      <SubtasksDrag root={root} parts={parts} onPlace={place} />
    </>
  );
}

/** A row that is moved in the document loses the focus: it gets it back. */
function useKeptFocus(root: React.RefObject<HTMLElement | null>, parts: readonly Subtask[]) {
  const kept = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (kept.current === undefined) return;
    root.current?.querySelector<HTMLElement>(`[data-subtask="${kept.current}"] a`)?.focus();
    kept.current = undefined;
  }, [root, parts]);
  return (part: Subtask) => {
    kept.current = part._id;
  };
}
