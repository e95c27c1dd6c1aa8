export { ChannelMessages } from "./ChannelMessages";
export { OutboxProvider } from "./OutboxContext";
export { ThreadPane } from "./thread/ThreadPane";
