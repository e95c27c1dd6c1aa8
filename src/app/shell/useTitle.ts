import { useEffect } from "react";
import { useLocation, useParams } from "react-router";
import { channelTitle, useChannels, useNews } from "@/features/channels";
import { useMyId, usePeople } from "@/features/users";
import { shortCount } from "@/lib/text";
import { setFaviconBadge } from "@/platform/favicon";
import { COMMANDS } from "../commands/commands";

/** What is open: a channel, or the page that a command leads to. */
function usePlace(): string | undefined {
  const { channelId } = useParams();
  const { pathname } = useLocation();
  const people = usePeople();
  const meId = useMyId();
  const channel = useChannels()?.find((candidate) => candidate._id === channelId);
  if (channel) return `${channel.kind === "direct" ? "" : "#"}${channelTitle(channel, people, meId)}`;
  return COMMANDS.find(({ to }) => to === pathname)?.label;
}

/** The tab's name and picture tell what is open and how much is unread. */
export function useTitle(): void {
  const place = usePlace();
  const title = place === undefined ? "Tandem" : `${place} · Tandem`;
  const { total, loud } = useNews();

  useEffect(() => {
    document.title = total > 0 ? `(${shortCount(total)}) ${title}` : title;
  }, [total, title]);
  useEffect(() => setFaviconBadge(loud > 0 ? "loud" : total > 0 ? "quiet" : "none"), [loud, total]);
}
