import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { useConvex, type ConvexReactClient } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect } from "react";
import { useMyId } from "@/features/users";
import { onDraftChange, onLeave } from "@/platform/drafts";
import { DraftSync, type Server } from "./draftSync";
import { draftIdOf, localDrafts, taskDraftId, taskOfDraft } from "./localDrafts";

type Listed = FunctionReturnType<typeof api.drafts.list>;

/** Those of messages, by what their composer is of. */
function textsOf(listed: Listed) {
  const length = listed.reduce((sum, { text }) => sum + text.length, 0);
  const texts = listed.flatMap(({ threadId, channelId, taskId, text }): [string, string][] => {
    const id = threadId ?? channelId ?? (taskId && taskDraftId(taskId));
    return id ? [[id, text]] : [];
  });
  const isCut = listed.length >= LIMITS.draftsListed || length >= LIMITS.draftsListedText;
  return { texts: new Map(texts), isCut };
}

/** Refused to those only who are members no more, and the shell tells them. */
function answerOf<T>(watch: { localQueryResult: () => T | undefined }): T | undefined {
  try {
    return watch.localQueryResult();
  } catch {
    return undefined;
  }
}

function serverOf(client: ConvexReactClient): Server & { watch: (listener: () => void) => () => void } {
  const [drafts, channels] = [
    client.watchQuery(api.drafts.list, {}),
    client.watchQuery(api.channels.list, {}),
  ];
  return {
    watch: (listener) => {
      const stops = [drafts.onUpdate(listener), channels.onUpdate(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    list: () => {
      // Without the channels nobody knows a channel's draft from a thread's.
      const listed = answerOf(channels) && answerOf(drafts);
      return listed && textsOf(listed);
    },
    save: async (id, text, base) => {
      const taskId = taskOfDraft(id);
      if (taskId) return await client.mutation(api.drafts.save, { taskId, text, base });
      const isChannel = answerOf(channels)?.some((channel) => channel._id === id) === true;
      const place = isChannel ? { channelId: id as Id<"channels"> } : { threadId: id as Id<"messages"> };
      return await client.mutation(api.drafts.save, { ...place, text, base });
    },
  };
}

const isSeen = () => document.visibilityState === "visible";

/** Keeps my drafts the same on all my devices, while this window is seen. */
export function useDraftSync(): void {
  const client = useConvex();
  const myId = useMyId();
  useEffect(() => {
    const server = serverOf(client);
    const sync = new DraftSync({ drafts: localDrafts(myId), server, isSeen });
    const see = () => (isSeen() ? sync.compare() : sync.flush());
    document.addEventListener("visibilitychange", see);
    const stops = [
      server.watch(sync.compare),
      onLeave(sync.stop),
      onDraftChange((key) => {
        const id = draftIdOf(myId, key);
        if (id) sync.changed(id);
      }),
      () => document.removeEventListener("visibilitychange", see),
      sync.stop,
    ];
    sync.compare();
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, myId]);
}
