import { api } from "@convex/_generated/api";
import { LIMITS } from "@convex/shared/limits";
import { useQuery } from "convex/react";
import { useEffect, useEffectEvent } from "react";
import { useAttachments, useFileActions, type FileInfo } from "@/features/files";
import { useOutbox, useOutboxItems } from "@/platform/OutboxContext";
import type { TaskId } from "../task";
import { addTaskFile } from "../taskMutations";

/**
 * The files of a task, undefined until they have come, and those on their way to it. Each goes into the outbox as soon as it
 * is chosen, waits there until its bytes have arrived, and is in the task then, whether its pane is still open or not.
 */
export function useTaskFiles(taskId: TaskId) {
  const files: readonly FileInfo[] | undefined = useQuery(api.files.ofTask, { taskId });
  const room = LIMITS.filesPerTask - (files?.length ?? 0);
  const uploads = useAttachments(`task:${taskId}`, { most: room, code: "TOO_MANY_TASK_FILES" });
  const outbox = useOutbox();
  const sent = useOutboxItems();
  const { remove } = useFileActions();

  const sendNew = useEffectEvent(() => {
    const known = new Set(outbox.items.get().map(({ id }) => id));
    for (const { id, addedAt: createdAt } of uploads.items)
      if (!known.has(id))
        outbox
          .add({ id, name: addTaskFile.name, args: { taskId, upload: id }, createdAt })
          // It says so in its place.
          .catch(() => undefined);
  });
  const ids = uploads.items.map(({ id }) => id).join(" ");
  useEffect(() => sendNew(), [ids]);

  const coming = uploads.items.map((upload) => {
    const { status, errorCode } = sent.find(({ id }) => id === upload.id) ?? {};
    return status === "failed" ? { ...upload, status, ...(errorCode && { errorCode }) } : upload;
  });
  return {
    files,
    coming,
    add: uploads.add,
    /** Forgets one that is on its way. */
    drop: (id: string) => {
      uploads.remove(id);
      outbox.remove(id);
    },
    retry: (id: string) => {
      uploads.retry(id);
      outbox.retry(id);
    },
    remove: (file: FileInfo) => void remove(file),
  };
}
