import type { CheckItem } from "@convex/shared/markdown/checklist";
import { lex } from "@convex/shared/markdown/lex";
import { ListTodo } from "lucide-react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { checksOf } from "@/ui/markdown/checks";
import { CheckContext, Markdown } from "@/ui/markdown/Markdown";
import type { FullTask } from "../task";
import { useChecklist } from "./useChecklist";

type Props = { task: Pick<FullTask, "_id" | "description"> };

/** A description with boxes that are ticked where they stand, and made subtasks. */
export function Checklist({ task: { _id, description } }: Props) {
  const { isTicked, tick, toSubtask } = useChecklist(_id);
  const checks = checksOf(lex(description), description);

  async function handleSubtask(item: CheckItem) {
    if (await reportRefusal(toSubtask(item))) toast.tell(texts.subtasks.isMade(item.text));
  }

  return (
    <CheckContext
      value={(box) => {
        const item = checks.get(box);
        return (
          item && (
            <Check
              text={item.text}
              isDone={isTicked(item)}
              onTick={(isDone) => void reportRefusal(tick(item, isDone))}
              onSubtask={() => void handleSubtask(item)}
            />
          )
        );
      }}
    >
      <Markdown text={description} />
    </CheckContext>
  );
}

type CheckProps = { text: string; isDone: boolean; onTick: (isDone: boolean) => void; onSubtask: () => void };

function Check({ text, isDone, onTick, onSubtask }: CheckProps) {
  // A line that names a task is one already.
  const isTask = /^T-\d+$/.test(text);
  return (
    <span className="box">
      <input
        type="checkbox"
        aria-label={text}
        checked={isDone}
        className="finger relative"
        onChange={(event) => onTick(event.target.checked)}
      />
      {!isTask && (
        <IconButton label={texts.subtasks.fromItem(text)} isSmall className="box-action" onClick={onSubtask}>
          <Icon of={ListTodo} size={14} />
        </IconButton>
      )}
    </span>
  );
}
