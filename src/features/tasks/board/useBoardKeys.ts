import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import type { Task, TaskId } from "../task";
import { keyFocus, keyMove, type Columns, type Move } from "./placing";

type Board = {
  board: RefObject<HTMLElement | null>;
  tasks: readonly Task[];
  /** The columns around a card in focus: those of the board, or of its lane. */
  columnsAt: (target: HTMLElement) => Columns;
  canWrite: boolean;
  onMove: (move: Move, target: HTMLElement) => void;
  /** The keys that a card has wherever it stands. */
  onCardKey: (event: KeyboardEvent<HTMLElement>, task: Task) => boolean;
};

/** Arrows lead from card to card; with Alt and Shift they take the card along. */
export function useBoardKeys({ board, tasks, columnsAt, canWrite, onMove, onCardKey }: Board) {
  const moveFocus = useCardFocus(board, tasks);
  return function handleKey(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    const card = target.closest<HTMLElement>("[data-task-id]");
    const task = tasks.find((candidate) => candidate._id === card?.dataset["taskId"]);
    if (!task || target.tagName !== "A" || event.ctrlKey || event.metaKey) return;
    const columns = columnsAt(target);
    if (event.altKey && event.shiftKey) {
      const next = canWrite ? keyMove(columns, task, event.key) : undefined;
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      event.stopPropagation();
      if (next) {
        onMove(next, target);
        moveFocus(task._id);
      }
    } else if (!onCardKey(event, task) && !event.altKey) {
      const next = keyFocus(columns, task, event.key);
      if (!next) return;
      event.preventDefault();
      moveFocus(next._id);
    }
  };
}

function focusCard(board: HTMLElement | null, taskId: TaskId): void {
  const link = board?.querySelector<HTMLElement>(`[data-task-id="${taskId}"] a`);
  link?.focus();
  link?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/**
 * Moves focus to a card, also when it is only about to appear in another column, until the person looks elsewhere:
 * what others do to the board meanwhile must not take the focus from there.
 */
function useCardFocus(board: RefObject<HTMLElement | null>, tasks: readonly Task[]) {
  // Not a state: an effect that was still to run would take the focus back from where the person has just looked.
  const wanted = useRef<TaskId>(undefined);
  useLayoutEffect(() => {
    if (wanted.current !== undefined) focusCard(board.current, wanted.current);
  }, [board, tasks]);
  useEffect(() => {
    const forget = ({ target }: Event) => {
      const isWanted = target instanceof Element && target.closest(`[data-task-id="${wanted.current}"]`);
      if (!isWanted) wanted.current = undefined;
    };
    document.addEventListener("focusin", forget);
    document.addEventListener("pointerdown", forget);
    return () => {
      document.removeEventListener("focusin", forget);
      document.removeEventListener("pointerdown", forget);
    };
  }, []);
  return (taskId: TaskId) => {
    wanted.current = taskId;
    focusCard(board.current, taskId);
  };
}
