import { lazy } from "react";

export { ChannelMessages } from "./ChannelMessages";
export { OutboxProvider } from "./OutboxContext";

export const ThreadPane = lazy(async () => ({ default: (await import("./thread/ThreadPane")).ThreadPane }));
