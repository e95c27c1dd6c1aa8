import { LIMITS } from "@convex/shared/limits";
import { useId, useState, type FormEvent, type ReactNode } from "react";
import type { ChannelId } from "@/features/channels";
import { focusOnMount } from "@/lib/focusOnMount";
import { errorCode, errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions, DiscardButton } from "@/ui/floating/Dialog";
import { DateField } from "@/ui/form/DateField";
import { INPUT, TextAreaField, TextField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { Segmented } from "@/ui/form/Segmented";
import { AssigneePicker } from "./AssigneePicker";
import { StatusIcon } from "./StatusIcon";
import { TagsField } from "./TagsField";
import { TaskChannelPicker } from "./TaskChannelPicker";
import { STATUSES, type TaskId } from "./task";
import { useCreateTask } from "./useTasks";
import { useTaskDraft, type TaskFields } from "./useTaskDraft";

type Props = {
  channelId: ChannelId | undefined;
  onClose: () => void;
  onCreated: (taskId: TaskId) => void;
};

/** A new task. Closing keeps what was typed for the next time; Discard does not. */
export function NewTaskDialog({ channelId, onClose, onCreated }: Props) {
  const create = useCreateTask();
  const { fields, isTyped, change, drop } = useTaskDraft(channelId);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  function discard() {
    drop();
    onClose();
  }

  async function submit() {
    const { title, description, status, tags, dueDate, assigneeId, channelId: on } = fields;
    setIsBusy(true);
    setError(undefined);
    // Whoever closes the dialog meanwhile must not find it to be made once more.
    drop();
    try {
      const taskId = await create({
        title,
        description,
        status,
        tags: [...tags],
        ...(dueDate !== undefined && { dueDate }),
        ...(assigneeId && { assigneeId }),
        ...(on && { channelId: on }),
      });
      onCreated(taskId);
    } catch (failure) {
      change(fields);
      setError(errorText(errorCode(failure)));
      setIsBusy(false);
    }
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (!isBusy) void submit();
  }

  return (
    <Dialog title={texts.commands.labels.newTask} width="medium" onClose={onClose}>
      <form className="grid gap-4" onSubmit={handleSubmit}>
        <TextField
          label={texts.tasks.title}
          required
          ref={focusOnMount}
          value={fields.title}
          maxLength={LIMITS.taskTitle}
          autoComplete="off"
          onChange={(event) => change({ title: event.target.value })}
        />
        <TextAreaField
          label={texts.tasks.description}
          isOptional
          value={fields.description}
          onChange={(event) => change({ description: event.target.value })}
        />
        <Facts fields={fields} onChange={change} />
        <FormError text={error} />
        <DialogActions>
          <DiscardButton isTyped={isTyped} onDiscard={discard} />
          <Button type="submit" look="primary" disabled={isBusy}>
            {texts.tasks.createTask}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const VALUE = `${INPUT} !flex h-9 items-center gap-2 text-left touch:h-11`;

type FactsProps = { fields: TaskFields; onChange: (changes: Partial<TaskFields>) => void };

function Facts({ fields, onChange }: FactsProps) {
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
      <div className="grid gap-4 wide:grid-cols-3">
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
