import { api } from "@convex/_generated/api";
import type { BoardColumn } from "@convex/shared/board/columns";
import { useConvex, useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import type { ChannelId } from "@/features/channels";
import { undo } from "@/features/events";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { usePane } from "@/ui/pane/usePane";
import type { TaskId } from "../task";
import type { TaskDraft } from "../useTaskChanges";

export type Template = FunctionReturnType<typeof api.board.templates.list>[number];
export type TemplateId = Template["_id"];

/** Those of a board and of the workspace; undefined until they are known. */
export const useTemplates = (channelId: ChannelId | undefined): readonly Template[] | undefined =>
  useQuery(api.board.templates.list, channelId ? { channelId } : {});

export function useTemplateActions() {
  const save = useMutation(api.board.templates.save);
  const rename = useMutation(api.board.templates.rename);
  const move = useMutation(api.board.templates.move);
  const remove = useMutation(api.board.templates.remove);
  return {
    save: (taskId: TaskId, name: string, isForAll: boolean) => save({ taskId, name, isForAll }),
    rename: (templateId: TemplateId, name: string) => rename({ templateId, name }),
    move: (templateId: TemplateId, before: TemplateId | undefined) =>
      move({ templateId, ...(before && { before }) }),
    remove: (templateId: TemplateId) => remove({ templateId }),
  };
}

/** Makes a task that began with a template, with its subtasks. */
export function useCreateFromTemplate() {
  const create = useMutation(api.board.templates.createTask);
  return (templateId: TemplateId, draft: TaskDraft) => create({ templateId, ...draft });
}

/** Makes one in a column as the template says it, with the way there and back. */
export function useMakeFromTemplate(column: BoardColumn, channelId: ChannelId | undefined) {
  const client = useConvex();
  const create = useCreateFromTemplate();
  const { open } = usePane();

  async function make(template: Template) {
    const { title, description, tags, priority, estimate, assigneeId } = template;
    const { taskId, commitTs } = await create(template._id, {
      title,
      description,
      tags,
      status: column.status,
      ...(priority && { priority }),
      ...(estimate !== undefined && { estimate }),
      ...(assigneeId && { assigneeId }),
      ...(channelId && { channelId, column: column.key }),
    });
    toast.made(texts.shell.taskCreated, {
      open: () => open("task", taskId),
      undo: () => void reportRefusal(undo(client, commitTs as bigint)),
    });
  }

  return (template: Template) => void reportRefusal(make(template));
}
