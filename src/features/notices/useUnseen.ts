import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import { useEffect } from "react";

/** What others did for me that I have not opened: tasks they made mine, and channels they brought me into. */
export function useUnseen() {
  const notices = useQuery(api.notices.unseen);
  return {
    /** Of what I wanted to be reminded of. */
    dueCount: notices?.filter(({ kind }) => kind === "reminder").length ?? 0,
    taskCount: notices?.filter(({ kind, isMine }) => kind === "assignment" && isMine).length ?? 0,
    channelIds: new Set<string>(
      notices?.flatMap(({ kind, channelId }) => (kind === "membership" && channelId) || []),
    ),
  };
}

/** What waits for me on the page of drafts: reminders that are due, and messages that could not be sent. */
export function useWaiting(): { reminders: number; scheduled: number } {
  const refused = useQuery(api.drafts.refusedCount);
  return { reminders: useUnseen().dueCount, scheduled: refused ?? 0 };
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
