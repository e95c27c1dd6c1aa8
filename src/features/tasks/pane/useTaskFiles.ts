import { api } from "@convex/_generated/api";
import { LIMITS } from "@convex/shared/limits";
import { useQuery } from "convex/react";
import { useEffect, useEffectEvent } from "react";
import { useAttachments, useFileActions, useUploads, type FileInfo } from "@/features/files";
import { newId } from "@/lib/newId";
import { useOutbox, useOutboxItems } from "@/platform/OutboxContext";
import type { TaskId } from "../task";
import { addTaskFile } from "../taskMutations";

const placeOf = (taskId: TaskId): string => `task:${taskId}`;
const roomFor = (most: number) => ({ most, code: "TOO_MANY_TASK_FILES" });

/** Puts uploads that are not there yet into the outbox, each as a change of its own. */
function useSendToTask() {
  const outbox = useOutbox();
  return (taskId: TaskId, uploads: readonly { id: string; addedAt: number }[]) => {
    const known = new Set(outbox.items.get().map(({ id }) => id));
    for (const { id, addedAt: createdAt } of uploads)
      if (!known.has(id))
        outbox
          .add({ id, name: addTaskFile.name, args: { taskId, upload: id }, createdAt })
          // It says so in its place.
          .catch(() => undefined);
  };
}

/** Where the files of tasks are that are being made. */
const beingMade = new Set<string>();

/**
 * The files of a task that is not made yet. They are sent at once, and follow it as soon as it is there: as long as it is being
 * made they are in a place of their own, from which they come back where it was refused or a reload came between.
 *
 * @param place  that of the draft
 */
export function useNewTaskFiles(place: string) {
  const uploads = useUploads();
  const attachments = useAttachments(place, roomFor(LIMITS.filesPerTask));
  const send = useSendToTask();

  useEffect(() => {
    void uploads.resume().then(() => {
      for (const { place: at } of uploads.items.get())
        if (at.startsWith(`${place}:`) && !beingMade.has(at)) uploads.move(at, place);
    });
  }, [uploads, place]);

  /** To be called before the task is made. */
  function take() {
    const at = `${place}:${newId()}`;
    beingMade.add(at);
    uploads.move(place, at);
    const give = (to: string) => {
      beingMade.delete(at);
      return uploads.move(at, to);
    };
    return {
      sendTo: (taskId: TaskId) => {
        give(placeOf(taskId));
        send(
          taskId,
          uploads.items.get().filter(({ place: now }) => now === placeOf(taskId)),
        );
      },
      giveBack: () => void give(place),
    };
  }

  return { ...attachments, take };
}

/**
 * The files of a task, undefined until they have come, and those on their way to it. Each goes into the outbox as soon as it
 * is chosen, waits there until its bytes have arrived, and is in the task then, whether its pane is still open or not.
 */
export function useTaskFiles(taskId: TaskId) {
  const files: readonly FileInfo[] | undefined = useQuery(api.files.ofTask, { taskId });
  const room = LIMITS.filesPerTask - (files?.length ?? 0);
  const uploads = useAttachments(placeOf(taskId), roomFor(room));
  const send = useSendToTask();
  const outbox = useOutbox();
  const sent = useOutboxItems();
  const { remove } = useFileActions();

  const sendNew = useEffectEvent(() => send(taskId, uploads.items));
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
