import { LIMITS } from "@convex/shared/limits";
import { useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { useDraft } from "@/features/users";
import { focusOnMount } from "@/lib/focusOnMount";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Icon, type IconShape } from "@/ui/Icon";
import type { FullTask } from "../task";
import { useCreateTask } from "../useTaskChanges";

type Props = { task: Pick<FullTask, "_id" | "channelId">; icon: IconShape };

const readTitle = (stored: unknown) => (typeof stored === "string" ? stored : "");

/** Enter adds a part and stays for the next one; Escape closes, and keeps what was typed. */
export function AddSubtask({ task: { _id: parentId, channelId }, icon }: Props) {
  const { draft: title, setDraft: setTitle, dropDraft } = useDraft(`task:${parentId}:subtask`, readTitle);
  const [isOpen, setIsOpen] = useState(title !== "");
  const [wasOpened, setWasOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const create = useCreateTask();

  async function add(text: string) {
    dropDraft();
    const isDone = await reportRefusal(create({ title: text, parentId, ...(channelId && { channelId }) }));
    if (!isDone) setTitle((now) => now || text);
  }

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (title.trim() !== "") void add(title);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      flushSync(() => setIsOpen(false));
      button.current?.focus();
    }
  }

  if (!isOpen) {
    return (
      <button
        ref={button}
        type="button"
        className="-mx-2 flex h-8 items-center gap-2 rounded-control px-2 text-text-muted hover:bg-bg-hover hover:text-text touch:h-11"
        onClick={() => {
          setWasOpened(true);
          setIsOpen(true);
        }}
      >
        <Icon of={icon} size={14} />
        {texts.subtasks.add}
      </button>
    );
  }
  return (
    <textarea
      // What was typed before a reload is shown; the keyboard comes when it is asked for.
      ref={wasOpened ? focusOnMount : undefined}
      rows={1}
      dir="auto"
      aria-label={texts.subtasks.add}
      placeholder={texts.subtasks.hint}
      value={title}
      maxLength={LIMITS.taskTitle}
      className="block w-full resize-none rounded-control border border-control-line bg-bg-raised px-2 py-1 outline-none [field-sizing:content] focus:border-accent-text touch:py-2.5 touch:text-[16px]"
      onChange={(event) => setTitle(event.target.value.replaceAll("\n", " "))}
      onKeyDown={handleKey}
      onBlur={() => title.trim() === "" && setIsOpen(false)}
    />
  );
}
