import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";

export type Choices = FunctionReturnType<typeof api.inbox.ringing.choices>;
type Changes = FunctionArgs<typeof api.inbox.ringing.choose>;
type ChannelChoice = FunctionReturnType<typeof api.inbox.ringing.channels>[number];

/** What I have chosen for all of my channels; a change shows at once. */
export function useChoices() {
  const choices = useQuery(api.inbox.ringing.choices);
  const choose = useMutation(api.inbox.ringing.choose).withOptimisticUpdate((store, changes) => {
    const before = store.getQuery(api.inbox.ringing.choices, {});
    if (before) store.setQuery(api.inbox.ringing.choices, {}, changed(before, changes));
  });
  return { choices, choose };
}

function changed(before: Choices, { level, quietHours, keywords, refusesUrgent }: Changes): Choices {
  const { level: _level, quietHours: _hours, ...rest } = before;
  const nextLevel = level === undefined ? before.level : level;
  const nextHours = quietHours === undefined ? before.quietHours : quietHours;
  return {
    ...rest,
    ...(keywords && { keywords }),
    ...(refusesUrgent !== undefined && { refusesUrgent }),
    ...(nextLevel && { level: nextLevel }),
    ...(nextHours && { quietHours: nextHours }),
  };
}

/** Chooses in one channel; it shows at once. */
export const useChooseIn = () =>
  useMutation(api.inbox.ringing.chooseIn).withOptimisticUpdate((store, { channelId, level, mutedUntil }) => {
    const before = store.getQuery(api.inbox.ringing.channels, {});
    if (!before) return;
    const own = before.find((choice) => choice.channelId === channelId);
    const next: ChannelChoice = { channelId };
    const nextLevel = level === undefined ? own?.level : level;
    const nextEnd = mutedUntil === undefined ? own?.mutedUntil : mutedUntil;
    if (nextLevel) next.level = nextLevel;
    if (nextEnd) next.mutedUntil = nextEnd;
    const others = before.filter((choice) => choice.channelId !== channelId);
    store.setQuery(api.inbox.ringing.channels, {}, [...others, next]);
  });

/** Nothing rings until then; null ends that. */
export const usePause = () => useMutation(api.inbox.ringing.pause);

/** A level for one thread; null: that of its channel. */
export const useChooseInThread = () =>
  useMutation(api.inbox.ringing.chooseInThread).withOptimisticUpdate((store, { messageId, level }) => {
    const mine = store.getQuery(api.inbox.threads.mine, { messageId });
    if (!mine) return;
    const isFollowing = mine.isFollowing || level === "everything";
    store.setQuery(
      api.inbox.threads.mine,
      { messageId },
      { ...mine, isFollowing, level: level ?? undefined },
    );
  });

/** Of what I am rung in a thread; undefined for that of its channel. */
export const useThreadLevel = (messageId: Id<"messages">) =>
  useQuery(api.inbox.threads.mine, { messageId })?.level;
