import { useId, type ReactNode } from "react";
import { texts } from "@/texts";
import { DateField } from "@/ui/form/DateField";
import { INPUT } from "@/ui/form/Field";
import { Segmented } from "@/ui/form/Segmented";
import { AssigneePicker } from "../AssigneePicker";
import { PriorityMenu } from "../priority/PriorityMenu";
import { StatusIcon } from "../StatusIcon";
import { TagsField } from "../TagsField";
import { TaskChannelPicker } from "../TaskChannelPicker";
import { STATUSES } from "../task";
import type { TaskFields } from "../useTaskDraft";

const VALUE = `${INPUT} !flex h-9 items-center gap-2 text-left touch:h-11`;

type FactsProps = { fields: TaskFields; onChange: (changes: Partial<TaskFields>) => void };

/** The fields of a new task below its title and description. */
export function NewTaskFacts({ fields, onChange }: FactsProps) {
  const dueId = useId();
  return (
    <>
      <Segmented
        label={texts.tasks.status}
        value={fields.status}
        options={STATUSES.map((value) => ({
          value,
          label: texts.tasks.statuses[value],
          leading: <StatusIcon status={value} size={12} />,
        }))}
        onChange={(status) => onChange({ status })}
      />
      <div className="grid gap-4 wide:grid-cols-2">
        <Fact name={texts.tasks.channel}>
          <TaskChannelPicker
            channelId={fields.channelId}
            className={VALUE}
            onChange={(channelId) => onChange({ channelId })}
          />
        </Fact>
        <Fact name={texts.tasks.assignee}>
          <AssigneePicker
            assigneeId={fields.assigneeId}
            channelId={fields.channelId}
            className={VALUE}
            onChange={(assigneeId) => onChange({ assigneeId })}
          />
        </Fact>
        <Fact name={texts.tasks.due}>
          <DateField
            id={dueId}
            label={texts.tasks.due}
            value={fields.dueDate}
            className={VALUE}
            onChange={(dueDate) => onChange({ dueDate })}
          />
        </Fact>
        <Fact name={texts.facts.priority}>
          <PriorityMenu
            priority={fields.priority}
            className={VALUE}
            onChange={(priority) => onChange({ priority })}
          />
        </Fact>
      </div>
      <Fact name={texts.tasks.tags}>
        <div className="rounded-control border border-control-line/60 bg-bg py-0.5 shadow-near">
          <TagsField tags={fields.tags} onChange={(tags) => onChange({ tags })} />
        </div>
      </Fact>
    </>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid min-w-0 gap-1.5">
    <span aria-hidden className="text-small font-medium">
      {name}
    </span>
    {children}
  </div>
);
