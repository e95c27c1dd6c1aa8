import type { Id } from "@convex/_generated/dataModel";
import type { BoardColumn } from "@convex/shared/board/columns";
import { ClipboardList, Plus } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useDraft } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { columnTitle } from "../columns/column";
import { columnPlace } from "../columns/useLeftDrafts";
import { useCreateTask } from "../useTaskChanges";
import type { TaskId } from "../task";
import { useShowNew } from "./useShowNew";
import { retryImport } from "@/lib/retryImport";
import { hasLines, usePasteDraft } from "../paste/usePasteDraft";
import { QuickField } from "../quick/QuickField";
import { draftOfFacts } from "../quick/withReading";
import { NO_TEXT, readQuickText, useQuickText, type QuickText } from "../quick/useQuickText";
import { TemplateMenu } from "../templates/TemplateMenu";
import { useMakeFromTemplate } from "../templates/useTemplates";
import { useFirstFound } from "@/ui/form/useFirstFound";
import { Icon } from "@/ui/Icon";

type Props = {
  column: BoardColumn;
  channelId: Id<"channels"> | undefined;
  /** Called before a new card is brought into sight. */
  onMade: (taskId: TaskId) => void;
};

const read = (stored: unknown) => (stored === undefined ? undefined : readQuickText(stored));

/** What is typed at a column's foot, kept until it is a task. */
function useNewCard({ column, channelId, onMade }: Props) {
  const { key, status } = column;
  const { draft = NO_TEXT, setDraft } = useDraft(columnPlace("newTask", key, channelId), read);
  const reading = useQuickText(draft, channelId);
  const create = useCreateTask();
  const showNew = useShowNew();
  const isEmpty = draft.text.trim() === "";

  function change(next: (now: QuickText) => QuickText) {
    setDraft((now = NO_TEXT) => {
      const changed = next(now);
      return changed.text === "" ? undefined : changed;
    });
  }

  async function add({ title, facts, note }: typeof reading) {
    note();
    change(() => NO_TEXT);
    const task = {
      title,
      status,
      ...draftOfFacts(facts),
      ...(channelId && { channelId, column: key }),
    };
    const made = create(task);
    if (!(await reportRefusal(made))) {
      change((now) => (now.text === "" ? draft : now));
      return;
    }
    onMade(await made);
    await showNew(await made);
  }

  const waitForName = useFirstFound({
    text: draft.text,
    isPending: reading.isPending,
    first: reading.isPending ? undefined : reading,
    onPick: (found) => void add(found),
  });
  const finish = () => {
    if (!isEmpty && !waitForName()) void add(reading);
  };
  return { draft, reading, isEmpty, change, finish };
}

const PasteDialog = lazy(
  retryImport(async () => ({ default: (await import("../paste/PasteDialog")).PasteDialog })),
);

/**
 * "+ New task" at a column's foot: Enter adds and stays for the next one; Esc closes, and keeps what was typed. Several
 * lines that are pasted are cards of their own, once they were looked at.
 */
export function NewTaskField(props: Props) {
  const { column, channelId } = props;
  const paste = usePasteDraft(columnPlace("paste", column.key, channelId));
  const [isPasting, setIsPasting] = useState(false);
  return (
    <>
      <Typed
        {...props}
        onPaste={(text) => {
          if (!hasLines(text)) return false;
          paste.add(text);
          setIsPasting(true);
          return true;
        }}
      />
      {paste.count > 0 && (
        <button
          type="button"
          className="row-focus mx-1 mb-1 flex h-8 shrink-0 items-center gap-2 rounded-control px-2.5 text-small text-text-muted hover:bg-bg-hover hover:text-text touch:h-11"
          onClick={() => setIsPasting(true)}
        >
          <Icon of={ClipboardList} size={14} />
          {texts.paste.waiting(paste.count)}
        </button>
      )}
      {isPasting && (
        <Suspense>
          <PasteDialog
            draft={paste}
            column={column}
            channelId={channelId}
            onClose={() => setIsPasting(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function Typed({ onPaste, ...props }: Props & { onPaste: (text: string) => boolean }) {
  const { column, channelId } = props;
  const { draft, reading, isEmpty, change, finish } = useNewCard(props);
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const makeFrom = useMakeFromTemplate(column, channelId);

  const label = texts.board.newTaskIn(columnTitle(column));
  if (!isOpen) {
    return (
      <div className="m-1 flex shrink-0 items-center">
        <button
          ref={button}
          type="button"
          aria-label={label}
          className="row-focus flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-2.5 text-text-muted hover:bg-bg-hover hover:text-text touch:h-11"
          onClick={() => setIsOpen(true)}
        >
          <Icon of={Plus} size={14} />
          {texts.commands.labels.newTask}
        </button>
        <TemplateMenu channelId={channelId} onPick={makeFrom} />
      </div>
    );
  }
  return (
    <div className="shrink-0 p-2">
      <QuickField
        label={label}
        placeholder={texts.board.newTaskHint}
        value={draft}
        reading={reading}
        channelId={channelId}
        className="rounded-control border border-accent-line bg-bg-raised px-3 py-2 shadow-near touch:text-[16px]"
        onChange={change}
        onEnter={finish}
        onPaste={onPaste}
        onEscape={() => {
          // The focus moves now: a moment later it could take it from what the next key has chosen.
          flushSync(() => setIsOpen(false));
          button.current?.focus();
        }}
        onBlur={() => isEmpty && setIsOpen(false)}
      />
    </div>
  );
}
