import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQueries, useQuery } from "convex/react";
import type { FunctionArgs } from "convex/server";
import { useEffect, useMemo } from "react";
import { useUploads } from "@/features/files";
import { useMyId } from "@/features/users";
import { newId } from "@/lib/newId";
import { useOutbox, useOutboxItems } from "@/platform/OutboxContext";
import { addToDraft } from "../composer/addToDraft";
import { composerPlace, draftText, taskDraftId, writeDraftText } from "../drafts/localDrafts";
import { pendingToFeed, toFeed, type FeedMessage } from "../feed";
import type { SavedMessage } from "../message";
import { postInTask } from "../messageMutations";

type Task = { _id: Id<"tasks">; threadId?: Id<"messages"> | undefined };

const NOTHING = {};

/** The message that holds the discussion of a task; undefined where nothing holds one, or does no more. */
export function useDiscussion({ threadId }: Task): FeedMessage | "loading" | undefined {
  const queries = useMemo(
    () => threadId && { head: { query: api.messages.get, args: { messageId: threadId } } },
    [threadId],
  );
  const { head } = useQueries(queries ?? NOTHING) as { head?: SavedMessage | Error };
  if (head instanceof Error || threadId === undefined) return undefined;
  return head ? toFeed(head) : "loading";
}

/** Where it was talked of in channels that it has left. */
export const useFormerDiscussions = (taskId: Id<"tasks">) =>
  useQuery(api.tasks.formerDiscussions, { taskId }) ?? [];

/** Begins a discussion. What is on its way shows at once, as in any thread. */
export function usePostInTask(taskId: Id<"tasks">) {
  const outbox = useOutbox();
  const uploads = useUploads();
  const myId = useMyId();
  const pending = useOutboxItems()
    .filter(({ name, args }) => name === postInTask.name && args["taskId"] === taskId)
    .map((item) => pendingToFeed(item, myId));
  return {
    pending,
    post: (text: string, isUrgent?: true) => {
      const id = newId();
      const files = uploads.move(composerPlace(taskDraftId(taskId)), id);
      const args = { taskId, clientId: id, text, ...(isUrgent && { isUrgent }) };
      const sent: FunctionArgs<typeof postInTask.mutation> & { uploads?: string[] } = {
        ...args,
        ...(files.length > 0 && { uploads: files }),
      };
      outbox.add({ id, name: postInTask.name, args: sent, createdAt: Date.now() }).catch(() => undefined);
    },
  };
}

/** What was typed before somebody else began the discussion goes on in it. */
export function useMovedDraft(taskId: Id<"tasks">, threadId: Id<"messages"> | undefined): void {
  const myId = useMyId();
  const uploads = useUploads();
  useEffect(() => {
    if (!threadId) return;
    const from = taskDraftId(taskId);
    const text = draftText(myId, from);
    if (text.trim() !== "") addToDraft(`${myId}:${composerPlace(threadId)}`, text);
    if (text !== "") writeDraftText(myId, from, "");
    uploads.move(composerPlace(from), composerPlace(threadId));
  }, [myId, taskId, threadId, uploads]);
}
