import { TASK_PRIORITIES } from "@convex/shared/board/facts";
import type { Id } from "@convex/_generated/dataModel";
import type { Picked } from "@convex/shared/board/quickAdd";
import type { ChannelId } from "@/features/channels";
import { useDraft } from "@/features/users";
import { readQuickText, type QuickText } from "./quick/useQuickText";
import type { Template } from "./templates/useTemplates";
import { STATUSES, type TaskPriority, type TaskStatus } from "./task";

export type TaskFields = {
  title: string;
  /** Who was picked for names in the title. */
  people: readonly Picked[];
  description: string;
  status: TaskStatus;
  dueDate?: number | undefined;
  dueAt?: number | undefined;
  priority?: TaskPriority | undefined;
  assigneeId?: Id<"users"> | undefined;
  estimate?: number | undefined;
  repeats?: string | undefined;
  channelId?: ChannelId | undefined;
  tags: readonly string[];
  /** What it began with. */
  template?: ChosenTemplate | undefined;
};

type ChosenTemplate = Pick<Template, "_id" | "name" | "status"> & {
  column: string | undefined;
  channelId: ChannelId | undefined;
  /** How many subtasks it has. */
  parts: number;
};

const isText = (value: unknown) => typeof value === "string";

/** The fields of a new task, kept until it is made or discarded. */
export function useTaskDraft(channelId: ChannelId | undefined) {
  const empty: TaskFields = { title: "", people: [], description: "", status: "todo", tags: [], channelId };
  const read = (stored: unknown): TaskFields => {
    const kept = (stored ?? {}) as Partial<TaskFields>;
    const isWhole =
      isText(kept.title) &&
      isText(kept.description) &&
      STATUSES.some((status) => status === kept.status) &&
      (kept.priority === undefined || TASK_PRIORITIES.includes(kept.priority)) &&
      Array.isArray(kept.tags) &&
      kept.tags.every(isText);
    if (!isWhole) return empty;
    return { ...(kept as TaskFields), people: readQuickText({ ...kept, text: kept.title }).people };
  };
  const place = `newTask:${channelId ?? "workspace"}`;
  const { draft, setDraft, dropDraft } = useDraft(place, read);
  return {
    /** Its name among drafts. */
    place,
    fields: draft,
    /** Whether there is something in it that somebody would miss. */
    isTyped: draft.title.trim() !== "" || draft.description.trim() !== "" || draft.tags.length > 0,
    change: (changes: Partial<TaskFields>) => setDraft((now) => ({ ...now, ...changes })),
    changeTitle: (next: (now: QuickText) => QuickText) =>
      setDraft((now) => {
        const { text: title, people } = next({ text: now.title, people: now.people });
        return { ...now, title, people };
      }),
    drop: dropDraft,
  };
}
