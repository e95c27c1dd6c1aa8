import type { Id } from "@convex/_generated/dataModel";
import type { BoardColumn } from "@convex/shared/board/columns";
import { LIMITS } from "@convex/shared/limits";
import { Plus } from "lucide-react";
import { useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { useDraft } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { columnTitle } from "../columns/column";
import { useCreateTask } from "../useTaskChanges";
import { focusOnMount } from "@/lib/focusOnMount";
import { Icon } from "@/ui/Icon";

type Props = { column: BoardColumn; channelId: Id<"channels"> | undefined };

const readTitle = (stored: unknown) => (typeof stored === "string" ? stored : "");

/** "+ New task" at a column's foot: Enter adds and stays for the next one; Esc closes, and keeps what was typed. */
export function NewTaskField({ column, channelId }: Props) {
  const { key, status } = column;
  const {
    draft: title,
    setDraft: setTitle,
    dropDraft,
  } = useDraft(`newTask:${key}:${channelId ?? ""}`, readTitle);
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const create = useCreateTask();

  async function add(text: string) {
    dropDraft();
    const place = channelId && { channelId, column: key };
    const isDone = await reportRefusal(create({ title: text, status, ...place }));
    if (!isDone) setTitle((now) => now || text);
  }

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (title.trim() !== "") void add(title);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      // The focus moves now: a moment later it could take it from what the next key has chosen.
      flushSync(() => setIsOpen(false));
      button.current?.focus();
    }
  }

  if (!isOpen) {
    return (
      <button
        ref={button}
        type="button"
        aria-label={texts.board.newTaskIn(columnTitle(column))}
        className="row-focus m-1 flex h-8 shrink-0 items-center gap-2 rounded-control px-2.5 text-text-muted hover:bg-bg-hover hover:text-text touch:h-11"
        onClick={() => setIsOpen(true)}
      >
        <Icon of={Plus} size={14} />
        {texts.commands.labels.newTask}
      </button>
    );
  }
  return (
    <div className="shrink-0 p-2">
      <textarea
        ref={focusOnMount}
        rows={1}
        dir="auto"
        aria-label={texts.board.newTaskIn(columnTitle(column))}
        placeholder={texts.board.newTaskHint}
        value={title}
        maxLength={LIMITS.taskTitle}
        className="block w-full resize-none rounded-control border border-accent-line bg-bg-raised px-3 py-2 shadow-near outline-none [field-sizing:content] touch:text-[16px]"
        onChange={(event) => setTitle(event.target.value.replaceAll("\n", " "))}
        onKeyDown={handleKey}
        onBlur={() => title.trim() === "" && setIsOpen(false)}
      />
    </div>
  );
}
