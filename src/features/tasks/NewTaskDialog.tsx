import { LIMITS } from "@convex/shared/limits";
import { useState, type FormEvent } from "react";
import type { ChannelId } from "@/features/channels";
import { errorCode, errorText } from "@/platform/errorText";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { TextAreaField, TextField } from "@/ui/form/Field";
import { Segmented } from "@/ui/form/Segmented";
import { fromDateInput } from "@/lib/time";
import { StatusIcon } from "./StatusIcon";
import { STATUS_NAMES, STATUSES, type TaskId, type TaskStatus } from "./task";
import { useCreateTask } from "./useTasks";
import { formText } from "@/lib/formText";
import { focusOnMount } from "@/lib/focusOnMount";

type Props = {
  channel: { id: ChannelId; name: string } | undefined;
  onClose: () => void;
  onCreated: (taskId: TaskId) => void;
};

export function NewTaskDialog({ channel, onClose, onCreated }: Props) {
  const create = useCreateTask();
  const [status, setStatus] = useState<TaskStatus>("todo");
  const [error, setError] = useState<string>();

  async function submit(form: HTMLFormElement) {
    const data = new FormData(form);
    const text = (name: string) => formText(data, name).trim();
    const dueDate = fromDateInput(text("dueDate"));
    try {
      const taskId = await create({
        title: text("title"),
        description: text("description"),
        status,
        ...(dueDate !== undefined && { dueDate }),
        ...(channel && { channelId: channel.id }),
      });
      onCreated(taskId);
    } catch (failure) {
      setError(errorText(errorCode(failure)));
    }
  }

  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void submit(event.currentTarget);
  }

  return (
    <Dialog
      title="New task"
      description={channel ? `On the board of #${channel.name}` : "On the workspace board"}
      width="medium"
      onClose={onClose}
    >
      <form className="grid gap-4" onSubmit={handleSubmit}>
        <TextField
          label="Title"
          name="title"
          required
          ref={focusOnMount}
          maxLength={LIMITS.taskTitle}
          autoComplete="off"
          error={error}
        />
        <TextAreaField label="Description" name="description" isOptional maxLength={LIMITS.taskDescription} />
        <div className="flex flex-wrap items-end gap-4">
          <Segmented
            label="Status"
            value={status}
            options={STATUSES.map((value) => ({
              value,
              label: STATUS_NAMES[value],
              leading: <StatusIcon status={value} size={12} />,
            }))}
            onChange={setStatus}
          />
          <TextField label="Due" name="dueDate" type="date" isOptional className="w-44" />
        </div>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Create task
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
