import { api } from "@convex/_generated/api";
import { searchPath } from "@convex/shared/addresses";
import type { Id } from "@convex/_generated/dataModel";
import { useConvex, useMutation } from "convex/react";
import { useNavigate } from "react-router";
import { useChannelActions, useChannels } from "@/features/channels";
import { endText, useChooseIn, usePause } from "@/features/ringing";
import { useSetStatus } from "@/features/presence";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { askWhen, type Asked } from "../later/asking";
import { whenName } from "../later/TimeChoice";
import type { SlashTools } from "./commands";
import { useClaimTool } from "./useClaimTool";
import { readTask } from "./typedTask";

/** Those that change how others see me. */
function usePresenceTools(): Pick<SlashTools, "setStatus" | "toggleAway"> {
  const client = useConvex();
  const setStatus = useSetStatus();
  const choose = useMutation(api.presence.choose);
  return {
    setStatus: async (status) => {
      await setStatus({ status });
      toast.tell(status ? texts.presence.statusSet(status.emoji, status.text) : texts.presence.statusCleared);
    },
    toggleAway: async () => {
      const isAway = !(await client.query(api.presence.choices, {})).isAway;
      await choose({ isAway });
      toast.tell(isAway ? texts.presence.isAway : texts.presence.isBack);
    },
  };
}

/** Those that keep something from ringing. */
function useRingTools(
  channelId: Id<"channels">,
  channel: string | undefined,
): Pick<SlashTools, "mute" | "pause"> {
  const chooseIn = useChooseIn();
  const pause = usePause();
  const name = channel ? `#${channel}` : texts.ringing.thisConversation;
  return {
    mute: async (until) => {
      await chooseIn({ channelId, mutedUntil: until });
      toast.tell(
        until === null ? texts.ringing.wasUnmuted(name) : texts.ringing.wasMuted(name, endText(until)),
      );
    },
    pause: async (until) => {
      await pause({ until });
      const end = until === null ? undefined : endText(until);
      if (until === null) toast.tell(texts.ringing.resumed);
      else toast.tell(end === undefined ? texts.ringing.paused : texts.ringing.pausedUntil(end));
    },
  };
}

/** The means of commands that were typed in a composer. */
export function useSlashTools(
  { channelId, id, send }: Extract<Asked, { kind: "command" }>,
  help: () => void,
): SlashTools {
  const client = useConvex();
  const navigate = useNavigate();
  const channel = useChannels()?.find(({ _id }) => _id === channelId);
  const { describe, leave, addMember } = useChannelActions();
  const createTask = useMutation(api.tasks.create);
  const claim = useClaimTool();
  const presence = usePresenceTools();
  const createReminder = useMutation(api.reminders.create);
  /** The thread's first message, or the last one of the channel. */
  async function messageHere(): Promise<Id<"messages"> | undefined> {
    if (id !== channelId) return id as Id<"messages">;
    const paginationOpts = { numItems: 5, cursor: null };
    const { page } = await client.query(api.messages.paginated, { channelId, paginationOpts });
    return page.find(({ deletedAt }) => deletedAt === undefined)?._id;
  }
  return {
    isDirect: channel?.kind === "direct",
    send,
    setTopic: (topic) => describe(channelId, { topic }),
    invite: (userId) => addMember(channelId, userId),
    leave: async () => {
      await leave(channelId);
      void navigate("/");
    },
    createTask: async (typed) => {
      const taskId = await createTask({ ...(await readTask(client, typed, channelId)), channelId });
      toast.tell(texts.shell.taskCreated);
      void navigate(`?task=${taskId}`);
    },
    claim,
    search: (text) => void navigate(searchPath(text)),
    remind: async (at) => {
      const messageId = await messageHere();
      if (!messageId) return;
      // Once this command is done: one thing is asked for at a time.
      if (at === undefined) setTimeout(() => askWhen({ kind: "remind", messageId }));
      else {
        await createReminder({ messageId, at });
        toast.tell(texts.later.willRemind(whenName(at, Date.now())));
      }
    },
    ...presence,
    ...useRingTools(channelId, channel?.name),
    help,
    now: () => Date.now(),
  };
}
