import { createContext, useContext } from "react";

/** Pictures of the workspace's emoji by their names, in the order of these. */
export type OwnEmoji = ReadonlyMap<string, string>;

export const NO_EMOJI: OwnEmoji = new Map();
export const OwnEmojiContext = createContext(NO_EMOJI);

export const useOwnEmoji = (): OwnEmoji => useContext(OwnEmojiContext);
