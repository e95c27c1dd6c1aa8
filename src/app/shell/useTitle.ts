import { useEffect } from "react";
import { useLocation, useParams } from "react-router";
import { channelTitle, useChannels, useNews } from "@/features/channels";
import { useMyId, usePeople } from "@/features/users";
import { useWorkspace } from "@/features/workspace";
import { shortCount } from "@/lib/text";
import { setFaviconBadge } from "@/platform/favicon";
import { texts } from "@/texts";
import { COMMANDS, labelOf } from "../commands/commands";

/** The name of the open channel, or of the page that a command leads to. */
function usePlace(): string | undefined {
  const { channelId } = useParams();
  const { pathname } = useLocation();
  const people = usePeople();
  const meId = useMyId();
  const channel = useChannels()?.find((candidate) => candidate._id === channelId);
  if (channel) return `${channel.kind === "direct" ? "" : "#"}${channelTitle(channel, people, meId)}`;
  const command = COMMANDS.find(({ to }) => to === pathname);
  return command && labelOf(command.id);
}

/** The tab's name and picture tell what is open and how much is unread. */
export function useTitle(): void {
  const place = usePlace();
  const { name } = useWorkspace() ?? { name: texts.ui.app };
  const title = place === undefined ? name : texts.ui.tabTitle(place, name);
  const { total, isMore, loud } = useNews();

  useEffect(() => {
    document.title = total > 0 ? `(${shortCount(total, isMore)}) ${title}` : title;
  }, [total, isMore, title]);
  useEffect(() => setFaviconBadge(loud > 0 ? "loud" : total > 0 ? "quiet" : "none"), [loud, total]);
}
