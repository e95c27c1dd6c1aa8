import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import type { ChannelId } from "@/features/channels";
import { useCreateTask } from "@/features/tasks";
import { reportRefusal } from "@/platform/reportRefusal";
import { toast } from "@/ui/floating/toast";

/** The first line of a message as a title; the whole of it as the description when there is more. */
export function toTask(text: string): { title: string; description: string } {
  const firstLine =
    text
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? "";
  const isLong = firstLine.length > LIMITS.taskTitle;
  const title = isLong ? `${firstLine.slice(0, LIMITS.taskTitle - 1)}…` : firstLine;
  return { title, description: text.trim() === title ? "" : text.trim() };
}

/** Makes a task out of a message, on the board of its channel. */
export function useCreateTaskFrom(channelId: ChannelId | undefined) {
  const create = useCreateTask();
  return (text: string, fromMessageId: Id<"messages"> | undefined) => {
    void reportRefusal(
      create({ ...toTask(text), ...(fromMessageId && { fromMessageId }), ...(channelId && { channelId }) }),
    ).then((isDone) => isDone && toast.tell("Task created on the board"));
  };
}
