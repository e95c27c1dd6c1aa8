/** The fields of a new task and what its title says: each fact stands once, where it was said or chosen last. */
import type { Id } from "@convex/_generated/dataModel";
import { tagKey } from "@convex/shared/board/facts";
import type { QuickFacts, Said } from "@convex/shared/board/quickAdd";
import { myZone } from "@/lib/time";
import type { TaskFields } from "../useTaskDraft";
import { withoutParts, type Reading } from "./useQuickText";

const FIELDS = {
  person: "assigneeId",
  due: "dueDate",
  priority: "priority",
  estimate: "estimate",
  repeat: "repeats",
} as const satisfies Partial<Record<Said["kind"], keyof TaskFields>>;

/** What a title says, as a new task is made with it. */
export function draftOfFacts({ assigneeId, repeats, ...rest }: QuickFacts) {
  return {
    ...rest,
    ...(assigneeId !== undefined && { assigneeId: assigneeId as Id<"users"> }),
    ...(repeats !== undefined && { repeats: { rule: repeats, timeZone: myZone() } }),
  };
}

type Change = (changes: Partial<TaskFields>) => void;

/** What is chosen in a field of its own makes the words of the title text again. */
export function withReading(typed: TaskFields, { parts, facts }: Reading, keep: Change) {
  const { tags: said = [], ...rest } = facts;
  const keys = new Set(typed.tags.map(tagKey));
  const fields: TaskFields = {
    ...typed,
    ...rest,
    tags: [...typed.tags, ...said.filter((tag) => !keys.has(tagKey(tag)))],
  };
  function change(changes: Partial<TaskFields>) {
    const chosen = changes.tags && new Set(changes.tags.map(tagKey));
    const overruled = parts.filter(({ said: part }) =>
      part.kind === "tag" ? chosen && !chosen.has(tagKey(part.tag)) : FIELDS[part.kind] in changes,
    );
    const kept = changes.tags && {
      tags: changes.tags.filter(
        (tag) => keys.has(tagKey(tag)) || !said.some((one) => tagKey(one) === tagKey(tag)),
      ),
    };
    keep({
      ...changes,
      ...kept,
      ...(overruled.length > 0 && { title: withoutParts(typed.title, overruled) }),
    });
  }
  return { fields, change };
}
