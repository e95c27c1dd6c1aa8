import { Check, RotateCcw, UserRoundPlus } from "lucide-react";
import type { ReactElement } from "react";
import { useMe, usePerson } from "@/features/users";
import { plural } from "@/lib/text";
import { reportRefusal } from "@/platform/reportRefusal";
import { Button } from "@/ui/Button";
import { Popover } from "@/ui/floating/Popover";
import { Bone, Loading } from "@/ui/Skeleton";
import { CategoryBadge } from "../TaskBadges";
import { CATEGORIES, CATEGORY_NAMES, SOURCE_NAMES, type Task } from "../task";
import { useUpdateTask } from "../useTasks";
import { useCategorisation, useResetCategory, useShownCategory, type Categorisation } from "./useCategory";
import { Icon } from "@/ui/Icon";

type Props = {
  task: Task;
  trigger: ReactElement;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

export default function CategoryPopover({ task, trigger, isOpen, onOpenChange }: Props) {
  return (
    <Popover label="Category" trigger={trigger} align="start" isOpen={isOpen} onOpenChange={onOpenChange}>
      <div className="grid w-72 max-w-[calc(100vw-16px)] gap-2 p-3">
        <Why task={task} />
        <Choices task={task} onChosen={() => onOpenChange(false)} />
      </div>
    </Popover>
  );
}

function Choices({ task, onChosen }: { task: Task; onChosen: () => void }) {
  const update = useUpdateTask();
  const reset = useResetCategory();
  const shown = useShownCategory(task);
  const choose = (change: Promise<unknown>) => {
    onChosen();
    void reportRefusal(change);
  };
  return (
    <div className="-mx-1 border-t pt-2">
      <ul aria-label="Change the category">
        {CATEGORIES.map((category) => (
          <li key={category}>
            <button
              type="button"
              aria-pressed={category === shown}
              className="flex h-8 w-full items-center justify-between rounded-control px-2 text-left hover:bg-bg-active touch:h-11"
              onClick={() => choose(update(task._id, { category }))}
            >
              <CategoryBadge category={category} showsRoutine />
              {category === shown && <Icon of={Check} className="text-accent-text" />}
            </button>
          </li>
        ))}
      </ul>
      {task.categorySource === "person" && (
        <button
          type="button"
          className="flex h-8 w-full items-center gap-2 rounded-control px-2 text-left text-small text-text-muted hover:bg-bg-active touch:h-11"
          onClick={() => choose(reset(task._id))}
        >
          <Icon of={RotateCcw} size={12} />
          Let Tandem decide
        </button>
      )}
    </div>
  );
}

/** Who decided, and what spoke for it. */
function Why({ task }: { task: Task }) {
  const me = useMe();
  const why = useCategorisation(task._id);
  if (task.categorySource === "person")
    return <p className="text-small">Chosen by a person. It won’t change by itself.</p>;
  if (me?.hidesAi) return <p className="text-small">No one has chosen a category.</p>;
  if (why === undefined)
    return (
      <Loading label="Loading…">
        <Bone className="w-48" />
      </Loading>
    );
  if (task.status === "done")
    return <p className="text-small">Finished tasks need no category. Choose one if you want it shown.</p>;
  if (why === null || !task.categorySource)
    return <p className="text-small">Not categorised yet. Choose one, or wait a few minutes.</p>;
  const { rules } = why;
  const answer = task.categorySource === "rules" ? undefined : why.answer;
  return (
    <div className="grid gap-1.5 text-small">
      <p className="font-medium">
        {task.category
          ? `Decided by ${answer ? `${SOURCE_NAMES[answer.provider]} (${answer.model})` : SOURCE_NAMES.rules}`
          : "Not sure enough to decide"}
      </p>
      <Reasons why={why} answer={answer} />
      <p className="tabular text-meta text-text-muted">
        {!task.category && `Perhaps ${CATEGORY_NAMES[(answer ?? rules).category].toLowerCase()}: `}
        {percent((answer ?? rules).confidence)} sure, {(answer ?? rules).priority} priority
        {why.messageCount > 0 && `, from ${plural(why.messageCount, "message")}`}
        {answer &&
          `. The rules say ${CATEGORY_NAMES[rules.category].toLowerCase()} (${percent(rules.confidence)})`}
      </p>
      {why.isAsking && <p className="text-meta text-text-muted">Waiting for the AI provider…</p>}
      {why.hasFailed && !why.isAsking && !answer && (
        <p className="text-meta text-text-muted">
          The AI provider didn’t answer, so the built-in rules decided.
        </p>
      )}
      <Owner task={task} userId={(answer ?? rules).suggestedOwnerId} />
    </div>
  );
}

function Reasons({ why, answer }: { why: Categorisation; answer: Categorisation["answer"] }) {
  if (answer) return answer.reason ? <p className="[overflow-wrap:anywhere]">{answer.reason}</p> : null;
  if (why.rules.words.length === 0)
    return <p className="text-text-muted">Nothing suggests more than routine.</p>;
  return (
    <ul aria-label="What spoke for it" className="flex flex-wrap gap-1">
      {why.rules.words.map((word) => (
        <li key={word} className="max-w-full truncate rounded-full bg-bg-active px-2 text-meta leading-5">
          {word}
        </li>
      ))}
    </ul>
  );
}

function Owner({ task, userId }: { task: Task; userId: Task["assigneeId"] }) {
  const update = useUpdateTask();
  const person = usePerson(userId ?? "");
  if (!userId || task.assigneeId) return null;
  return (
    <Button
      size="small"
      className="justify-self-start"
      onClick={() => void reportRefusal(update(task._id, { assigneeId: userId }))}
    >
      <Icon of={UserRoundPlus} size={14} />
      Assign {person.name}
    </Button>
  );
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
