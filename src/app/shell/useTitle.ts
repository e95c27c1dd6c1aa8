import { useEffect } from "react";
import { useParams } from "react-router";
import { channelTitle, useChannels, useNews } from "@/features/channels";
import { useMyId, usePeople } from "@/features/users";
import { setFaviconBadge } from "@/platform/favicon";

/** The tab's name and picture tell what is open and how much is unread. */
export function useTitle(): void {
  const { channelId } = useParams();
  const channels = useChannels();
  const people = usePeople();
  const meId = useMyId();
  const channel = channels?.find((candidate) => candidate._id === channelId);
  const place = channel
    ? `${channel.kind === "direct" ? "" : "#"}${channelTitle(channel, people, meId)} · Tandem`
    : "Tandem";
  const { total, loud } = useNews();

  useEffect(() => {
    document.title = total > 0 ? `(${total > 99 ? "99+" : total}) ${place}` : place;
  }, [total, place]);
  useEffect(() => setFaviconBadge(loud > 0 ? "loud" : total > 0 ? "quiet" : "none"), [loud, total]);
}
