import { clsx } from "clsx";
import { ListPlus, X } from "lucide-react";
import { Suspense, useEffect, useEffectEvent, useId, useRef } from "react";
import type { ChannelId } from "@/features/channels";
import { AttachButton, Attachments, DropZone } from "@/features/files";
import { useSubmit } from "@/platform/auth/useSubmit";
import { myZone } from "@/lib/time";
import { pastedFiles } from "@/platform/files/pastedFiles";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { Dialog, DialogActions, DiscardButton } from "@/ui/floating/Dialog";
import { INPUT, TextAreaField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { useFirstFound } from "@/ui/form/useFirstFound";
import { useNewTaskFiles } from "./pane/useTaskFiles";
import { LabelsProvider } from "./labels/LabelsContext";
import { QuickField } from "./quick/QuickField";
import { useQuickText, type QuickText, type Reading } from "./quick/useQuickText";
import { withReading } from "./quick/withReading";
import { NewTaskFacts } from "./quick/NewTaskFacts";
import type { TaskId } from "./task";
import { chosenTemplate } from "./templates/chosen";
import { columnOf, withTemplate } from "./templates/template";
import { TemplateMenu } from "./templates/TemplateMenu";
import { useCreateFromTemplate, type Template } from "./templates/useTemplates";
import { useCreateTask, type TaskDraft } from "./useTaskChanges";
import { useTaskDraft, type TaskFields } from "./useTaskDraft";

// It comes with what else is read of a new task.
export { TypedTask } from "./quick/TypedTask";

type Props = {
  channelId: ChannelId | undefined;
  onClose: () => void;
  onCreated: (taskId: TaskId) => void;
};

function draftOf(fields: TaskFields, title: string): TaskDraft {
  const { description, status, priority, tags, dueDate, dueAt, assigneeId, estimate, repeats, channelId } =
    fields;
  const column = columnOf(fields);
  return {
    title,
    description,
    status,
    tags: [...tags],
    ...(dueDate !== undefined && { dueDate }),
    ...(dueDate !== undefined && dueAt !== undefined && { dueAt }),
    ...(priority && { priority }),
    ...(assigneeId && { assigneeId }),
    ...(estimate !== undefined && { estimate }),
    ...(repeats !== undefined && { repeats: { rule: repeats, timeZone: myZone() } }),
    ...(channelId && { channelId }),
    ...(column !== undefined && { column }),
  };
}

/** Begins with the template that was chosen elsewhere. */
function useChosen(begin: (template: Template) => void) {
  const beginChosen = useEffectEvent(() => {
    const template = chosenTemplate.get();
    chosenTemplate.set(undefined);
    if (template) begin(template);
  });
  useEffect(() => beginChosen(), []);
}

/** What a new task will be, kept while its dialog is closed, and what makes it. */
function useNewTask({ channelId, onClose, onCreated }: Props) {
  const create = useCreateTask();
  const createFrom = useCreateFromTemplate();
  const { place, fields: typed, isTyped, change: keep, changeTitle, drop } = useTaskDraft(channelId);
  const reading = useQuickText({ text: typed.title, people: typed.people }, typed.channelId);
  const { fields, change } = withReading(typed, reading, keep);
  const files = useNewTaskFiles(place);

  const begin = (template: Template) => keep(withTemplate(typed, template));
  useChosen(begin);

  function discard() {
    drop();
    for (const { id } of files.items) files.remove(id);
    onClose();
  }

  const { error, isBusy, handleSubmit } = useSubmit(async () => {
    reading.note();
    // Whoever closes the dialog meanwhile must not find it to be made once more.
    drop();
    const taken = files.take();
    try {
      const draft = draftOf(fields, reading.title);
      const { template } = fields;
      const taskId = template ? (await createFrom(template._id, draft)).taskId : await create(draft);
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
    begin,
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
    begin,
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
          <NewTaskFacts fields={fields} onChange={change} />
          <Files files={files} />
          <FromTemplate fields={fields} onDrop={() => change({ template: undefined })} />
          <FormError text={error} />
          <DialogActions>
            <div className="flex flex-1">
              <AttachButton onFiles={files.add} />
              <TemplateMenu channelId={fields.channelId} onPick={begin} />
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

/** What it began with, as far as the fields do not show it. */
function FromTemplate({ fields: { template }, onDrop }: { fields: TaskFields; onDrop: () => void }) {
  if (!template) return null;
  return (
    <p className="flex items-center gap-2 text-small text-text-muted">
      <Icon of={ListPlus} size={14} />
      <span dir="auto" className="min-w-0 truncate">
        {texts.templates.chosen(template.name, template.parts)}
      </span>
      <IconButton label={texts.templates.drop} isSmall onClick={onDrop}>
        <Icon of={X} size={14} />
      </IconButton>
    </p>
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
