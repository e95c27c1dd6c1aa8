import { lazy } from "react";
import { persist } from "@/lib/persist";

export { ChannelMessages } from "./ChannelMessages";
export { OutboxProvider } from "./OutboxContext";

export const ThreadPane = lazy(
  persist(persist(async () => ({ default: (await import("./thread/ThreadPane")).ThreadPane }))),
);

/** The parts of the message list that are loaded when they are first used. */
export const warmUpMessages = () =>
  Promise.all([
    import("./thread/ThreadPane"),
    import("./reactions/EmojiPopover"),
    import("./list/MessageSheet"),
  ]);
