import type { FeedMessage } from "../feed";

/** Messages of a list that one has chosen, by their keys; the last one chosen is the last. */
export type Chosen = ReadonlyMap<string, FeedMessage>;

/** The message at which a range begins, possibly the last one chosen; undefined for no range. */
export type Since = FeedMessage | "last" | undefined;

/** Chooses all of a range; without one, a message that is chosen already is no longer. */
export type Choose = (message: FeedMessage, since?: Since) => void;

export const canBeChosen = ({ id, isDeleted }: FeedMessage): boolean => id !== undefined && !isDeleted;

/** Whether a message is among them; undefined while none is. */
export const isChosen = ({ key }: FeedMessage, chosen: Chosen): boolean | undefined =>
  chosen.size > 0 ? chosen.has(key) : undefined;
