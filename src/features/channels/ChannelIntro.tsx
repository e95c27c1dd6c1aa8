import type { ReactNode } from "react";
import { useMyId, usePeople } from "@/features/users";
import { dayName } from "@/lib/time";
import { useNow } from "@/platform/useNow";
import { channelTitle, othersIn, type Channel } from "./channel";

/** The top of a channel's history; `next` is what one may do about it. */
export function ChannelIntro({ channel, next }: { channel: Channel; next?: ReactNode }) {
  const people = usePeople();
  const meId = useMyId();
  const now = useNow();
  const title = channelTitle(channel, people, meId);
  const creator = people.get(channel.createdBy)?.name ?? "Someone";
  return (
    <div className="measure px-4 pt-10 pb-4">
      <h2 dir="auto" className="text-display font-semibold tracking-[-0.01em]">
        {channel.kind === "direct" ? title : `# ${title}`}
      </h2>
      {channel.kind === "direct" ? (
        <p className="text-text-muted">
          {othersIn(channel, meId).length === 0
            ? "A place for your own notes. Only you can see it."
            : `This is the start of your conversation with ${title}. Only the people in it can see it.`}
        </p>
      ) : (
        <p className="text-text-muted">
          {channel.description ||
            (channel.kind === "private" ? "A private channel." : "Open to everyone in the workspace.")}
        </p>
      )}
      {channel.kind !== "direct" && !channel.isDefault && (
        <p className="mt-1 text-small text-text-muted">
          Created by {creator}, {dayName(channel._creationTime, now).toLowerCase()}
        </p>
      )}
      {next}
    </div>
  );
}
