import { Check, RotateCcw, UserRoundPlus } from "lucide-react";
import type { ReactElement } from "react";
import { useMe, usePerson } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Popover } from "@/ui/floating/Popover";
import { Bone, Loading } from "@/ui/Skeleton";
import { PriorityIcon } from "../priority/PriorityIcon";
import { CategoryBadge } from "../TaskBadges";
import { CATEGORIES, type Task } from "../task";
import { useUpdateTask } from "../useTaskChanges";
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
    <Popover
      label={texts.tasks.category}
      trigger={trigger}
      align="start"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
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
      <ul aria-label={texts.categories.changeTheCategory}>
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
          {texts.categories.letTandemDecide}
        </button>
      )}
    </div>
  );
}

/** Who decided, and what spoke for it. */
function Why({ task }: { task: Task }) {
  const me = useMe();
  const why = useCategorisation(task._id);
  if (task.categorySource === "person") return <p className="text-small">{texts.categories.byPerson}</p>;
  if (me?.hidesAi) return <p className="text-small">{texts.categories.byNobody}</p>;
  if (why === undefined)
    return (
      <Loading label={texts.ui.loading}>
        <Bone className="w-48" />
      </Loading>
    );
  if (task.status === "done") return <p className="text-small">{texts.categories.notNeeded}</p>;
  if (why === null || !task.categorySource) return <p className="text-small">{texts.categories.notYet}</p>;
  const { rules } = why;
  const answer = task.categorySource === "rules" ? undefined : why.answer;
  return (
    <div className="grid gap-1.5 text-small">
      <p className="font-medium">
        {task.category
          ? texts.categories.decidedBy(answer?.provider ?? "rules", answer?.model)
          : texts.categories.undecided}
      </p>
      <Reasons why={why} answer={answer} />
      <p className="tabular text-meta text-text-muted">
        {texts.categories.guess({
          perhaps: task.category ? undefined : texts.tasks.categories[(answer ?? rules).category],
          confidence: (answer ?? rules).confidence,
          messages: why.messageCount,
          rules: answer && {
            category: texts.tasks.categories[rules.category],
            confidence: rules.confidence,
          },
        })}
      </p>
      {why.isAsking && <p className="text-meta text-text-muted">{texts.categories.isAsking}</p>}
      {why.hasFailed && !why.isAsking && !answer && (
        <p className="text-meta text-text-muted">{texts.categories.providerFailed}</p>
      )}
      <div className="flex flex-wrap gap-1.5 empty:hidden">
        <Owner task={task} userId={(answer ?? rules).suggestedOwnerId} />
        <SuggestedPriority task={task} guess={(answer ?? rules).priority} />
      </div>
    </div>
  );
}

function Reasons({ why, answer }: { why: Categorisation; answer: Categorisation["answer"] }) {
  if (answer) return answer.reason ? <p className="[overflow-wrap:anywhere]">{answer.reason}</p> : null;
  if (why.rules.words.length === 0) return <p className="text-text-muted">{texts.categories.noWords}</p>;
  return (
    <ul aria-label={texts.categories.reasons} className="flex flex-wrap gap-1">
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
    <Button size="small" onClick={() => void reportRefusal(update(task._id, { assigneeId: userId }))}>
      <Icon of={UserRoundPlus} size={14} />
      {texts.categories.assign(person.name)}
    </Button>
  );
}

const PRIORITY_OF = { high: "high", medium: "normal", low: "low" } as const;

/** What was guessed is offered to those who have not said it. */
function SuggestedPriority({ task, guess }: { task: Task; guess: keyof typeof PRIORITY_OF }) {
  const update = useUpdateTask();
  if (task.priority) return null;
  const priority = PRIORITY_OF[guess];
  return (
    <Button size="small" onClick={() => void reportRefusal(update(task._id, { priority }))}>
      <PriorityIcon priority={priority} />
      {texts.categories.prioritise(texts.facts.priorities[priority])}
    </Button>
  );
}
