/** What a push says, and under which tag a device shows it: server, windows and service worker share this. */

type Place = {
  channelId?: string | undefined;
  threadId?: string | undefined;
  taskId?: string | undefined;
  /** What is told where it is nowhere. */
  id?: string;
};

/**
 * The tag of what rings there, by whichever way it does: a device shows one notification for each. Replies ring for their
 * thread, other messages for their channel.
 */
export function ringTag({ channelId, threadId, taskId, id }: Place): string {
  if (taskId !== undefined) return `k:${taskId}`;
  if (threadId !== undefined) return `t:${threadId}`;
  return channelId === undefined ? `n:${id ?? ""}` : `c:${channelId}`;
}

/** The tag of a push that somebody asks for to see whether pushes come. */
export const TEST_TAG = "test";

/** What is told without a message of its own. */
export const PUSHED_NOTICES = [
  "reaction",
  "assignment",
  "membership",
  "request",
  "reminder",
  "waiting",
  "unblocked",
  "refused",
] as const;

export type Said =
  | { kind: "message"; author: string; place: string; isDirect: boolean; text: string; files: number }
  | { kind: (typeof PUSHED_NOTICES)[number]; author: string; place: string; text: string }
  | { kind: "test" };

/** What a push holds, encrypted for one device. */
export type PushData = {
  tag: string;
  /** The path of the place that a click opens. */
  path: string;
  /** When it happened. */
  at: number;
  said: Said;
  /** Tags that were pushed to the device before, and have been read since. */
  closes: string[];
};
