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
        moveFocus([task._id]);
      }
    } else if (!onCardKey(event, task) && !event.altKey) {
      const next = keyFocus(columns, task, event.key);
      if (!next) return;
      event.preventDefault();
      moveFocus([next._id]);
    }
  };
}

const linkOf = (board: HTMLElement | null, taskId: TaskId) =>
  board?.querySelector<HTMLElement>(`[data-task-id="${taskId}"] a`) ?? undefined;

/** The first of some cards that is there. */
function firstLink(board: HTMLElement | null, taskIds: readonly TaskId[]): HTMLElement | undefined {
  const there = taskIds.find((taskId) => linkOf(board, taskId));
  return there && linkOf(board, there);
}

function focusFirst(board: HTMLElement | null, taskIds: readonly TaskId[]): void {
  const link = firstLink(board, taskIds);
  link?.focus({ preventScroll: true });
  // Whoever points at things is not taken away from where they look.
  if (link?.matches(":focus-visible")) link.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (!link && document.activeElement === document.body) board?.focus({ preventScroll: true });
}

/**
 * Moves focus to the first of some cards that is there, also when it is only about to appear in another place or to
 * go, until the person looks elsewhere: what others do to the board meanwhile must not take the focus from there.
 */
export function useCardFocus(board: RefObject<HTMLElement | null>, tasks: readonly Task[]) {
  // Not a state: an effect that was still to run would take the focus back from where the person has just looked.
  const wanted = useRef<readonly TaskId[]>([]);
  useLayoutEffect(() => {
    if (wanted.current.length > 0) focusFirst(board.current, wanted.current);
  }, [board, tasks]);
  useEffect(() => {
    const forget = ({ target }: Event) => {
      const card = target instanceof Element ? target.closest("[data-task-id]") : null;
      if (!card?.contains(firstLink(board.current, wanted.current) ?? null)) wanted.current = [];
    };
    document.addEventListener("focusin", forget);
    document.addEventListener("pointerdown", forget);
    return () => {
      document.removeEventListener("focusin", forget);
      document.removeEventListener("pointerdown", forget);
    };
  }, [board]);
  return (taskIds: readonly TaskId[]) => {
    wanted.current = taskIds;
    focusFirst(board.current, taskIds);
  };
}
