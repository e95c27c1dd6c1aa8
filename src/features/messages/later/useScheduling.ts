import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { othersIn, useChannels } from "@/features/channels";
import { useUploads } from "@/features/files";
import { useMyId, usePeople } from "@/features/users";
import { newId } from "@/lib/newId";
import { useOutbox } from "@/platform/OutboxContext";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { composerPlace, draftText, writeDraftText } from "../drafts/localDrafts";
import { scheduleMessage } from "../messageMutations";
import { whenName } from "./TimeChoice";

export type Scheduled = FunctionReturnType<typeof api.drafts.scheduled>[number];

/** My messages that are sent later; those that were refused stand first. */
export const useScheduled = (): readonly Scheduled[] | undefined => useQuery(api.drafts.scheduled);

/** The other person of a conversation between two, and their time zone, as far as it is known. */
export function useReader(channelId: Id<"channels">) {
  const channel = useChannels()?.find(({ _id }) => _id === channelId);
  const people = usePeople();
  const myId = useMyId();
  const others = channel?.kind === "direct" ? othersIn(channel, myId) : [];
  const userId = others.length === 1 ? others[0] : undefined;
  const timeZone = useQuery(api.users.timeZone, userId ? { userId } : "skip");
  return userId && timeZone ? { name: people.nameOf(userId), timeZone } : undefined;
}

type Composer = { channelId: Id<"channels">; id: string };

/** Sends what stands in a composer later, with its files. It waits in the outbox until the server has it. */
export function useSchedule() {
  const myId = useMyId();
  const outbox = useOutbox();
  const uploads = useUploads();
  const cancel = useMutation(api.drafts.cancelScheduled);
  return ({ channelId, id }: Composer, sendAt: number) => {
    const clientId = newId();
    const from = composerPlace(id);
    const text = draftText(myId, id).trim();
    const files = uploads.move(from, clientId);
    const place = { channelId, ...(id !== channelId && { threadId: id as Id<"messages"> }) };
    const args = { ...place, clientId, text, sendAt, ...(files.length > 0 && { uploads: files }) };
    const scheduled = outbox.add({ id: clientId, name: scheduleMessage.name, args, createdAt: Date.now() });
    scheduled.catch(() => uploads.move(clientId, from));
    writeDraftText(myId, id, "");
    const undo = async () => {
      await cancel({ id: (await scheduled) as Id<"scheduledMessages"> });
      if (draftText(myId, id) === "") writeDraftText(myId, id, text);
    };
    const said = texts.later.willBeSent(whenName(sendAt, Date.now()));
    // Files that the server has taken are not given back to the composer.
    if (files.length > 0) toast.tell(said);
    else toast.undoHere(said, () => void undo().catch(() => undefined));
  };
}

/** What can be done with a message that waits. Each promise is rejected with the server's code. */
export function useScheduledActions() {
  const update = useMutation(api.drafts.updateScheduled);
  const send = useMutation(api.drafts.sendScheduled);
  const cancel = useMutation(api.drafts.cancelScheduled);
  const schedule = useMutation(api.messages.schedule);
  return {
    change: (id: Scheduled["_id"], changes: { text?: string; sendAt?: number }) => update({ id, ...changes }),
    sendNow: (id: Scheduled["_id"]) => send({ id }),
    cancel: (id: Scheduled["_id"]) => cancel({ id }),
    /** Undoes `cancel`. */
    again: ({ channelId, threadId, text, sendAt, files }: Scheduled) =>
      schedule({
        channelId,
        text,
        sendAt,
        ...(threadId && { threadId }),
        ...(files.length > 0 && { fileIds: files.map(({ _id }) => _id) }),
      }),
  };
}
