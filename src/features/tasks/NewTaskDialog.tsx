import { clsx } from "clsx";
import { Suspense, useId, useRef, type ReactNode } from "react";
import type { ChannelId } from "@/features/channels";
import { AttachButton, Attachments, DropZone } from "@/features/files";
import { useSubmit } from "@/platform/auth/useSubmit";
import { pastedFiles } from "@/platform/files/pastedFiles";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions, DiscardButton } from "@/ui/floating/Dialog";
import { DateField } from "@/ui/form/DateField";
import { INPUT, TextAreaField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { Segmented } from "@/ui/form/Segmented";
import { useFirstFound } from "@/ui/form/useFirstFound";
import { AssigneePicker } from "./AssigneePicker";
import { useNewTaskFiles } from "./pane/useTaskFiles";
import { LabelsProvider } from "./labels/LabelsContext";
import { QuickField } from "./quick/QuickField";
import { useQuickText, type QuickText, type Reading } from "./quick/useQuickText";
import { withReading } from "./quick/withReading";
import { PriorityMenu } from "./priority/PriorityMenu";
import { StatusIcon } from "./StatusIcon";
import { TagsField } from "./TagsField";
import { TaskChannelPicker } from "./TaskChannelPicker";
import { STATUSES, type TaskId } from "./task";
import { useCreateTask } from "./useTaskChanges";
import { useTaskDraft, type TaskFields } from "./useTaskDraft";

type Props = {
  channelId: ChannelId | undefined;
  onClose: () => void;
  onCreated: (taskId: TaskId) => void;
};

/** What a new task will be, kept while its dialog is closed, and what makes it. */
function useNewTask({ channelId, onClose, onCreated }: Props) {
  const create = useCreateTask();
  const { place, fields: typed, isTyped, change: keep, changeTitle, drop } = useTaskDraft(channelId);
  const reading = useQuickText({ text: typed.title, people: typed.people }, typed.channelId);
  const { fields, change } = withReading(typed, reading, keep);
  const files = useNewTaskFiles(place);

  function discard() {
    drop();
    for (const { id } of files.items) files.remove(id);
    onClose();
  }

  const { error, isBusy, handleSubmit } = useSubmit(async () => {
    const { description, status, priority, tags, dueDate, assigneeId, estimate, channelId: on } = fields;
    reading.note();
    // Whoever closes the dialog meanwhile must not find it to be made once more.
    drop();
    const taken = files.take();
    try {
      const taskId = await create({
        title: reading.title,
        description,
        status,
        tags: [...tags],
        ...(dueDate !== undefined && { dueDate }),
        ...(priority && { priority }),
        ...(assigneeId && { assigneeId }),
        ...(estimate !== undefined && { estimate }),
        ...(on && { channelId: on }),
      });
      taken.sendTo(taskId);
      onCreated(taskId);
    } catch (failure) {
      keep(typed);
      taken.giveBack();
      throw failure;
    }
  });

  const isWorthKeeping = isTyped || files.items.length > 0;
  return {
    fields,
    typed,
    reading,
    changeTitle,
    change,
    files,
    isWorthKeeping,
    isBusy,
    error,
    discard,
    handleSubmit,
  };
}

/** A new task. Closing keeps what was typed and chosen for the next time; Discard does not. */
export const NewTaskDialog = (props: Props) => (
  <LabelsProvider>
    <NewTask {...props} />
  </LabelsProvider>
);

function NewTask(props: Props) {
  const {
    fields,
    typed,
    reading,
    changeTitle,
    change,
    files,
    isWorthKeeping,
    isBusy,
    error,
    discard,
    handleSubmit,
  } = useNewTask(props);
  return (
    <Dialog title={texts.commands.labels.newTask} width="medium" onClose={props.onClose}>
      <DropZone label={texts.files.dropOnTask} onFiles={files.add}>
        <form
          className="grid gap-4"
          onSubmit={handleSubmit}
          onPaste={(event) => {
            const pasted = pastedFiles(event);
            if (pasted.length > 0) files.add(pasted);
          }}
        >
          <Title typed={typed} reading={reading} onChange={changeTitle} />
          <TextAreaField
            label={texts.tasks.description}
            isOptional
            value={fields.description}
            onChange={(event) => change({ description: event.target.value })}
          />
          <Facts fields={fields} onChange={change} />
          <Files files={files} />
          <FormError text={error} />
          <DialogActions>
            <div className="flex-1">
              <AttachButton onFiles={files.add} />
            </div>
            <DiscardButton isTyped={isWorthKeeping} onDiscard={discard} />
            <Button type="submit" look="primary" disabled={isBusy}>
              {texts.tasks.createTask}
            </Button>
          </DialogActions>
        </form>
      </DropZone>
    </Dialog>
  );
}

type TitleProps = {
  typed: TaskFields;
  reading: Reading;
  onChange: (next: (now: QuickText) => QuickText) => void;
};

function Title({ typed: { title, people, channelId }, reading, onChange }: TitleProps) {
  const id = useId();
  const wrap = useRef<HTMLDivElement>(null);
  const send = () => wrap.current?.closest("form")?.requestSubmit();
  const waitForName = useFirstFound({
    text: title,
    isPending: reading.isPending,
    first: reading.isPending ? undefined : reading,
    onPick: send,
  });
  return (
    <div ref={wrap} className="grid gap-1.5">
      <label htmlFor={id} className="text-small font-medium">
        {texts.tasks.title}
      </label>
      <QuickField
        id={id}
        isRequired
        opensBelow
        value={{ text: title, people }}
        reading={reading}
        channelId={channelId}
        className={clsx(INPUT, "min-h-9 py-1.75 touch:min-h-11 touch:py-2.5 touch:text-[16px]")}
        onChange={onChange}
        onEnter={() => {
          if (!waitForName()) send();
        }}
      />
    </div>
  );
}

function Files({ files: { items, remove, retry } }: { files: ReturnType<typeof useNewTaskFiles> }) {
  if (items.length === 0) return null;
  return (
    <Suspense fallback={<div className="h-18" />}>
      <Attachments items={items} onRemove={remove} onRetry={retry} />
    </Suspense>
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
