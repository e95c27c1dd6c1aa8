import { useEffect, useEffectEvent } from "react";
import { fieldForKey } from "@/lib/focus";
import { isCombo, isTyping } from "@/lib/keys";

/** A key of the task whose pane is open: while the keyboard is in the pane, or on the card of the task. */
export function useTaskKey(taskId: string, combo: string, run: () => void): void {
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event;
    if (event.defaultPrevented || !isCombo(event, combo) || isTyping(target) || fieldForKey(event)) return;
    if (!(target instanceof Element) || !target.closest(`aside, [data-task-id="${taskId}"]`)) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handleKey(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}
