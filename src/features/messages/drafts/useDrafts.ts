import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import { useDrafted, useMyId } from "@/features/users";
import { toast } from "@/ui/floating/toast";
import { texts } from "@/texts";
import { draftText, writeDraftText } from "./localDrafts";

export type Draft = {
  /** Of the channel, the first message of the thread, or the task. */
  id: string;
  channelId?: Id<"channels"> | undefined;
  threadId?: Id<"messages"> | undefined;
  taskId?: Id<"tasks"> | undefined;
  text: string;
  /** Absent while it is in this browser alone. */
  changedAt?: number;
};

/** What I have typed and not sent, the last changed first; what is in this browser alone before all. */
export function useDrafts(): readonly Draft[] {
  const listed = useQuery(api.drafts.list) ?? [];
  const myId = useMyId();
  const here = useDrafted("message:");
  const saved = listed.map((draft): Draft => {
    const id = draft.taskId ?? draft.threadId ?? draft.channelId ?? "";
    return { ...draft, id, text: here.has(id) ? draftText(myId, id) : draft.text };
  });
  // What was sent or removed here a moment ago is none any more.
  const known = saved.filter(({ id, taskId }) => taskId !== undefined || here.has(id));
  const unsaved = [...here]
    .filter((id) => saved.every((draft) => draft.id !== id))
    .map((id): Draft => ({ id, text: draftText(myId, id) }));
  return [...unsaved, ...known].filter(({ text }) => text.trim() !== "");
}

/** Removes a draft on all devices, until it is taken back. */
export function useRemoveDraft() {
  const myId = useMyId();
  const save = useMutation(api.drafts.save);
  const write = ({ id, taskId }: Draft, text: string) => {
    if (taskId) save({ taskId, text }).catch(() => undefined);
    else writeDraftText(myId, id, text);
  };
  return (draft: Draft) => {
    write(draft, "");
    toast.undo(texts.later.draftRemoved, () => write(draft, draft.text));
  };
}
