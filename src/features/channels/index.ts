export { channelPath, channelTitle, othersIn, toChannelId, type Channel, type ChannelId } from "./channel";
export {
  useBrowsedChannels,
  useChannel,
  useChannelMembers,
  useChannels,
  useUnread,
  type ChannelDetails,
} from "./useChannels";
export { useChannelActions, useReadActions } from "./useChannelActions";
export { BrowseChannels } from "./BrowseChannels";
export { ChannelBar } from "./ChannelBar";
export { ChannelDetailsPane } from "./ChannelDetailsPane";
export { ChannelHeader } from "./ChannelHeader";
export { ChannelIcon } from "./ChannelIcon";
export { ChannelIntro } from "./ChannelIntro";
export { AddButton, ChannelSections } from "./ChannelSections";
export { CreateChannelDialog } from "./CreateChannelDialog";
export { NewDirectDialog } from "./NewDirectDialog";
