import { taskPath } from "@convex/shared/addresses";
import { taskLabel } from "@convex/shared/tasks";
import { Archive, Copy, Ellipsis, Link2, ListTodo, Timer, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { DropZone } from "@/features/files";
import { retryImport } from "@/lib/retryImport";
import { pastedFiles } from "@/platform/files/pastedFiles";
import { useUnreadReplies } from "@/features/channels";
import { askWhen, TaskDiscussion, type TaskTools } from "@/features/messages";
import { useMarkSeen } from "@/features/notices";
import { Onlookers } from "@/features/presence";
import { usePerson } from "@/features/users";
import { texts } from "@/texts";
import { age, exactTime } from "@/texts/time";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem, MenuLine } from "@/ui/floating/Menu";
import { Segmented } from "@/ui/form/Segmented";
import { Pane } from "@/ui/pane/Pane";
import { Bone, Loading } from "@/ui/Skeleton";
import { copyLink } from "@/ui/floating/copyLink";
import { toast } from "@/ui/floating/toast";
import { type FullTask, type TaskId } from "../task";
import { useRemoveTask, useTask } from "../useTasks";
import { Activity } from "../activity/Activity";
import { LabelsProvider } from "../labels/LabelsContext";
import { ArchivedNote, ClosedNote } from "../away/ArchivedNote";
import { useArchiveCard } from "../away/useArchiveCard";
import { DescriptionField } from "./DescriptionField";
import { Sources } from "./Sources";
import { askToRelate, endAsking, useAsked } from "../relations/asked";
import { useDuplicate } from "../subtasks/useDuplicate";
import { ParentAsked } from "../subtasks/ParentAsked";
import { TaskFiles } from "./TaskFiles";
import { useTaskFiles } from "./useTaskFiles";
import { TaskProperties } from "./TaskProperties";
import { TitleField } from "./TitleField";
import { Icon } from "@/ui/Icon";

const Relations = lazy(
  retryImport(async () => ({ default: (await import("../relations/Relations")).Relations })),
);
const Subtasks = lazy(
  retryImport(async () => ({ default: (await import("../subtasks/Subtasks")).Subtasks })),
);
const PartOf = lazy(retryImport(async () => ({ default: (await import("../subtasks/PartOf")).PartOf })));

type Props = { taskId: TaskId; tools: TaskTools; onClose: () => void };

/** A task with everything in it; each change is saved at once. */
export function TaskPane({ taskId, tools, onClose }: Props) {
  const task = useTask(taskId);
  const [isTalk, setIsTalk] = useState(false);
  const [toolsPlace, setToolsPlace] = useState<HTMLElement | null>(null);
  return (
    <Pane
      label={texts.shell.panes.task}
      title={
        <>
          <span className="tabular text-text-muted">{task ? taskLabel(task) : texts.shell.panes.task}</span>
          {task && isTalk && <bdi className="ml-2">{task.title}</bdi>}
        </>
      }
      actions={
        task && (
          <>
            <Onlookers taskId={task._id} />
            <TaskMenu task={task} onRemoved={onClose} />
          </>
        )
      }
      onClose={onClose}
    >
      {task && (
        <div className="flex h-11 shrink-0 items-center justify-between gap-2 border-b px-4 pr-2 touch:h-14">
          <Parts threadId={task.threadId} isTalk={isTalk} onChange={setIsTalk} />
          <span ref={setToolsPlace} className="flex items-center gap-1" />
        </div>
      )}
      {!task && <TaskSkeleton />}
      {task && !isTalk && (
        <LabelsProvider>
          <TaskFields task={task} />
        </LabelsProvider>
      )}
      {task && isTalk && (
        <Suspense fallback={<TaskSkeleton />}>
          <TaskDiscussion task={task} tools={tools} toolsPlace={toolsPlace} />
        </Suspense>
      )}
    </Pane>
  );
}

type PartsProps = { threadId: FullTask["threadId"]; isTalk: boolean; onChange: (isTalk: boolean) => void };

/** The two sides of a task: what it is, and what is said of it. */
function Parts({ threadId, isTalk, onChange }: PartsProps) {
  const unread = useUnreadReplies(threadId);
  return (
    <Segmented
      label={texts.taskPane.partsOf}
      value={isTalk ? "talk" : "details"}
      options={[
        { value: "details", label: texts.taskPane.details },
        {
          value: "talk",
          label: texts.taskPane.discussion,
          ...(unread > 0 && !isTalk && { leading: <Unread count={unread} /> }),
        },
      ]}
      onChange={(part) => onChange(part === "talk")}
    />
  );
}

const Unread = ({ count }: { count: number }) => (
  <span className="rounded-full bg-accent px-1.5 text-meta leading-4.5 font-semibold text-on-accent">
    <span className="sr-only">{texts.taskPane.newComments(count)}</span>
    <span aria-hidden>{count}</span>
  </span>
);

function TaskFields({ task }: { task: FullTask }) {
  const creator = usePerson(task.createdBy);
  useMarkSeen({ taskId: task._id });
  const now = useNow();
  const files = useTaskFiles(task._id);
  const asked = useAsked();
  const isParentAsked = asked?.taskId === task._id && asked.way === "partOf";
  return (
    <DropZone label={texts.files.dropOnTask} onFiles={files.add}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- pasting is one way of several to add files */}
      <div
        className="grid min-h-0 flex-1 auto-rows-max content-start gap-4 overflow-y-auto px-4 py-4"
        onPaste={(event) => {
          const pasted = pastedFiles(event);
          if (pasted.length > 0) files.add(pasted);
        }}
      >
        {task.isClosed ? <ClosedNote /> : task.archivedAt !== undefined && <ArchivedNote task={task} />}
        <fieldset disabled={task.isClosed ?? false} className="contents">
          <Suspense fallback={task.parentNumber !== undefined && <div className="-mb-2 h-7 touch:h-11" />}>
            <PartOf task={task} />
          </Suspense>
          <TitleField task={task} />
          <TaskProperties task={task} />
          <DescriptionField task={task} />
          <Suspense fallback={<div className="h-16 touch:h-23" />}>
            <Subtasks task={task} />
          </Suspense>
          <Suspense fallback={<div className="h-7 touch:h-11" />}>
            <Relations taskId={task._id} />
          </Suspense>
        </fieldset>
        <ParentAsked task={isParentAsked ? task : undefined} onClose={endAsking} />
        <TaskFiles task={task} files={files} />
        <Sources task={task} />
        <Activity task={task} />
        <p className="text-meta text-text-muted" title={exactTime(task._creationTime)}>
          {texts.taskPane.made(
            creator.name,
            texts.time.ago(age(task._creationTime, now)),
            task.completedAt === undefined ? undefined : texts.time.ago(age(task.completedAt, now)),
          )}
        </p>
      </div>
    </DropZone>
  );
}

function TaskMenu({ task, onRemoved }: { task: FullTask; onRemoved: () => void }) {
  const { remove, restore } = useRemoveTask();

  async function handleRemove() {
    onRemoved();
    if (await reportRefusal(remove(task._id))) {
      toast.undo(texts.taskPane.wasDeleted(taskLabel(task)), () => void reportRefusal(restore(task._id)));
    }
  }

  const archive = useArchiveCard(task);
  const duplicate = useDuplicate(task);

  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={texts.taskPane.taskActions} isSmall>
          <Icon of={Ellipsis} />
        </IconButton>
      }
    >
      <MenuItem icon={Link2} onSelect={() => void copyLink(taskPath(task._id))}>
        {texts.ui.copyLink}
      </MenuItem>
      <MenuItem icon={Timer} onSelect={() => askWhen({ kind: "remind", taskId: task._id })}>
        {texts.messages.commands.remind}
      </MenuItem>
      {!task.isClosed && (
        <>
          <MenuItem icon={ListTodo} keys="Shift+P" onSelect={() => askToRelate(task._id, "partOf")}>
            {texts.commands.labels.subtaskOf}
          </MenuItem>
          <MenuItem icon={Copy} onSelect={duplicate}>
            {texts.subtasks.duplicate}
          </MenuItem>
          {task.status === "done" && task.archivedAt === undefined && (
            <MenuItem icon={Archive} onSelect={() => void archive()}>
              {texts.away.archive}
            </MenuItem>
          )}
          <MenuLine />
          <MenuItem icon={Trash2} isDanger onSelect={() => void handleRemove()}>
            {texts.taskPane.deleteTask}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function TaskSkeleton() {
  return (
    <Loading label={texts.taskPane.loadingTheTask}>
      <div className="grid gap-4 p-4">
        <Bone className="h-5 w-3/4" />
        <Bone className="w-1/2" />
        <Bone className="w-2/5" />
        <Bone className="w-1/2" />
      </div>
    </Loading>
  );
}
