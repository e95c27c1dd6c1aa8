import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";
import { useDrafted, useMyId } from "@/features/users";
import { toast } from "@/ui/floating/toast";
import { texts } from "@/texts";
import { draftText, taskDraftId, taskOfDraft, writeDraftText } from "./localDrafts";

export type Draft = {
  /** Of the channel or the first message of the thread, or `taskDraftId`. */
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
    const { taskId, threadId, channelId } = draft;
    const id = taskId ? taskDraftId(taskId) : (threadId ?? channelId ?? "");
    return { ...draft, id, text: here.has(id) ? draftText(myId, id) : draft.text };
  });
  // What was sent or removed here a moment ago is none any more.
  const known = saved.filter(({ id }) => here.has(id));
  const unsaved = [...here]
    .filter((id) => saved.every((draft) => draft.id !== id))
    .map((id): Draft => ({ id, taskId: taskOfDraft(id), text: draftText(myId, id) }));
  return [...unsaved, ...known].filter(({ text }) => text.trim() !== "");
}

/** Removes a draft on all devices, until it is taken back. */
export function useRemoveDraft() {
  const myId = useMyId();
  const write = ({ id }: Draft, text: string) => writeDraftText(myId, id, text);
  return (draft: Draft) => {
    write(draft, "");
    toast.undoHere(texts.later.draftRemoved, () => write(draft, draft.text));
  };
}
