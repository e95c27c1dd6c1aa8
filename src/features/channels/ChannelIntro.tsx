import type { ReactNode } from "react";
import { useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { dayName } from "@/texts/time";
import { useNow } from "@/platform/useNow";
import { channelTitle, othersIn, type Channel } from "./channel";

/** The top of a channel's history; `next` is what one may do about it. */
export function ChannelIntro({ channel, next }: { channel: Channel; next?: ReactNode }) {
  const people = usePeople();
  const meId = useMyId();
  const now = useNow();
  const title = channelTitle(channel, people, meId);
  const creator = people.nameOf(channel.createdBy);
  return (
    <div className="measure px-4 pt-10 pb-4 [overflow-wrap:anywhere]">
      <h2 dir="auto" className="text-display font-semibold tracking-[-0.01em]">
        {channel.kind === "direct" ? title : `# ${title}`}
      </h2>
      {channel.kind === "direct" ? (
        <p className="text-text-muted">
          {othersIn(channel, meId).length === 0
            ? texts.channels.ownNotesIntro
            : texts.channels.conversationIntro(title)}
        </p>
      ) : (
        <p dir="auto" className="text-text-muted">
          {channel.description ||
            (channel.kind === "private" ? texts.channels.privateIntro : texts.channels.publicIntro)}
        </p>
      )}
      {channel.kind !== "direct" && !channel.isDefault && (
        <p className="mt-1 text-small text-text-muted">
          {texts.channels.createdBy(creator, dayName(channel._creationTime, now))}
        </p>
      )}
      {next}
    </div>
  );
}
