import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import { useEffect } from "react";

/** What others did for me that I have not opened: tasks they made mine, and channels they brought me into. */
export function useUnseen() {
  const notices = useQuery(api.notices.unseen);
  return {
    taskCount: notices?.filter(({ kind }) => kind === "assignment").length ?? 0,
    channelIds: new Set<string>(
      notices?.flatMap(({ kind, channelId }) => (kind === "membership" && channelId) || []),
    ),
  };
}

/** Marks seen what an opened task or channel says of me. */
export function useMarkSeen({
  taskId,
  channelId,
}: {
  taskId?: Id<"tasks">;
  channelId?: Id<"channels">;
}): void {
  const notices = useQuery(api.notices.unseen);
  const markSeen = useMutation(api.notices.markSeen);
  const isUnseen = notices?.some((notice) =>
    taskId ? notice.taskId === taskId : notice.kind === "membership" && notice.channelId === channelId,
  );
  useEffect(() => {
    // Refused only where access was lost, and the notice with it.
    if (isUnseen)
      markSeen({ ...(taskId && { taskId }), ...(channelId && { channelId }) }).catch(() => undefined);
  }, [isUnseen, taskId, channelId, markSeen]);
}
