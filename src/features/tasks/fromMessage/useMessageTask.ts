import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import type { BoardColumn } from "@convex/shared/board/columns";
import { useConvex, useMutation, useQuery } from "convex/react";
import type { TaskId } from "../task";
import { useColumns } from "../columns/useColumns";

/** The columns of the board of a message's channel that take cards; undefined until they are known. */
export function useColumnsFor(messageId: Id<"messages">): readonly BoardColumn[] | undefined {
  const channelId = useQuery(api.messages.get, { messageId })?.channelId;
  const columns = useColumns(channelId);
  return channelId && columns?.filter(({ isEnding }) => isEnding !== true);
}

/** Makes the task of a message in a column. One that is a task already stays where it is. */
export function useMakeInColumn() {
  const client = useConvex();
  const create = useMutation(api.tasks.createFromMessage);
  return async (messageId: Id<"messages">, { key, status }: BoardColumn) => {
    const { taskId } = await client.query(api.messages.get, { messageId });
    const made: TaskId = await create({
      messageId,
      task: { status, ...(key !== status && { column: key }) },
    });
    return { taskId: made, isNew: taskId === undefined };
  };
}
