import { taskPath } from "@convex/shared/addresses";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { isCombo } from "@/lib/keys";
import { reportRefusal } from "@/platform/reportRefusal";
import { copyLink } from "@/ui/floating/copyLink";
import { PriorityAsked } from "../priority/PriorityAsked";
import type { Task } from "../task";
import { useTakeTask, useToggleBlocked } from "../useTaskChanges";
import { CARD_COMMANDS } from "./cardCommands";

type CardKeys = {
  /** Does what a key means to the card in focus. @returns whether it means something */
  handleCardKey: (event: KeyboardEvent<HTMLElement>, task: Task) => boolean;
  /** What a key has opened. */
  asked: ReactNode;
};

/** The keys of a card wherever one stands in a view; those that lead from card to card are the view's own. */
export function useCardKeys(canWrite: boolean): CardKeys {
  const toggleBlocked = useToggleBlocked();
  const take = useTakeTask();
  const [prioritised, setPrioritised] = useState<Task>();

  function run(event: KeyboardEvent<HTMLElement>, task: Task): boolean {
    if (isCombo(event, CARD_COMMANDS.block.keys)) {
      if (canWrite && task.status !== "done") void reportRefusal(toggleBlocked(task));
    } else if (isCombo(event, CARD_COMMANDS.priority.keys)) {
      if (canWrite) setPrioritised(task);
    } else if (isCombo(event, CARD_COMMANDS.claim.keys)) {
      if (canWrite && task.status !== "done") void reportRefusal(take(task));
    } else if (isCombo(event, CARD_COMMANDS.link.keys)) void copyLink(taskPath(task._id));
    else return false;
    return true;
  }

  return {
    handleCardKey: (event, task) => {
      if (task.number === 0 || !run(event, task)) return false;
      event.preventDefault();
      return true;
    },
    asked: <PriorityAsked task={prioritised} onClose={() => setPrioritised(undefined)} />,
  };
}
