import { useMyId, usePeople } from "@/features/users";
import { exactTime } from "@/lib/time";
import { channelTitle, othersIn, type Channel } from "./channel";

/** The top of a channel's history. */
export function ChannelIntro({ channel }: { channel: Channel }) {
  const people = usePeople();
  const meId = useMyId();
  const title = channelTitle(channel, people, meId);
  const creator = people.get(channel.createdBy)?.name ?? "Someone";
  return (
    <div className="measure px-4 pt-10 pb-4">
      <h2 className="text-display font-semibold tracking-[-0.01em]">
        {channel.kind === "direct" ? title : `# ${title}`}
      </h2>
      {channel.kind === "direct" ? (
        <p className="text-text-muted">
          {othersIn(channel, meId).length === 0
            ? "A place for your own notes. Nobody else sees it."
            : `This is the start of your conversation with ${title}. Only you can see it.`}
        </p>
      ) : (
        <p className="text-text-muted">
          {channel.description ||
            (channel.kind === "private" ? "A private channel." : "A channel for everybody.")}{" "}
          {!channel.isDefault && (
            <>
              Made by {creator} on {exactTime(channel._creationTime).split(" at ")[0]}.
            </>
          )}
        </p>
      )}
    </div>
  );
}
