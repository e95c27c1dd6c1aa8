import { createContext, useContext } from "react";
import type { Task } from "../task";
import { hiddenOf, type Fact } from "./filter";

/** The facts that are hidden here, as a filter says them. */
export const HiddenFacts = createContext<string | undefined>(undefined);

/** What is blank on a card that does not show a fact. */
const BLANK: Partial<Record<Fact, Partial<Task>>> = {
  assignee: { assigneeId: undefined, helperIds: undefined },
  due: { dueDate: undefined, dueAt: undefined, startDate: undefined, repeats: undefined },
  priority: { priority: undefined },
  tags: { tags: [] },
  estimate: { estimate: undefined },
  subtasks: {
    subtaskCount: undefined,
    subtasksDone: undefined,
    parentNumber: undefined,
    checkCount: undefined,
    checksDone: undefined,
  },
  cover: { coverId: undefined },
};

/** A task with what a card of it shows, and whether it says a fact at all. */
export function useShownFacts(task: Task): { shown: Task; says: (fact: Fact) => boolean } {
  const hidden = hiddenOf({ hidden: useContext(HiddenFacts) });
  const shown = hidden.length === 0 ? task : Object.assign({ ...task }, ...hidden.map((fact) => BLANK[fact]));
  return { shown: shown as Task, says: (fact) => !hidden.includes(fact) };
}
