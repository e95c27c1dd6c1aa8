import { useDraft } from "@/features/users";
import { KeptText } from "@/ui/KeptText";
import { TASK_TEXTS, textPlace } from "../taskMutations";

const readText = (stored: unknown): string => {
  const { text } = (stored ?? {}) as { text?: unknown };
  return typeof text === "string" ? text : "";
};

/** What I had typed in a task that is gone. */
export const TypedInGone = ({ taskId }: { taskId: string }) =>
  TASK_TEXTS.map((field) => <Typed key={field} place={textPlace(taskId, field)} />);

const Typed = ({ place }: { place: string }) => <KeptText text={useDraft(place, readText).draft} />;
