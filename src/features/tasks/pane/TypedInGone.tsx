import { useDraft } from "@/features/users";
import { copyText } from "@/lib/copyText";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { toast } from "@/ui/floating/toast";
import { TASK_TEXTS, textPlace } from "../taskMutations";

const readText = (stored: unknown): string | undefined => {
  const { text } = (stored ?? {}) as { text?: unknown };
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
};

/** What I had typed in a task that is gone, to be taken elsewhere. */
export const TypedInGone = ({ taskId }: { taskId: string }) =>
  TASK_TEXTS.map((field) => <Typed key={field} place={textPlace(taskId, field)} />);

function Typed({ place }: { place: string }) {
  const { draft } = useDraft(place, readText);
  if (draft === undefined) return null;
  const copy = async () => (await copyText(draft)) && toast.tell(texts.messages.textCopied);
  return (
    <section className="grid w-full gap-2 rounded-control border p-3 text-left">
      <p className="text-small text-text-muted">{texts.taskPane.typedInGone}</p>
      <p dir="auto" className="max-h-40 overflow-y-auto whitespace-pre-wrap [overflow-wrap:anywhere]">
        {draft}
      </p>
      <Button size="small" className="justify-self-start" onClick={() => void copy()}>
        {texts.taskPane.copyTyped}
      </Button>
    </section>
  );
}
