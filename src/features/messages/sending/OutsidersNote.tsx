import type { Id } from "@convex/_generated/dataModel";
import { useChannel, useChannelActions, useOutsiders } from "@/features/channels";
import { usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";

type Props = { channelId: Id<"channels">; mentionedIds: readonly string[] };

/** Says before sending that somebody who is mentioned is not in the channel, and offers to add them. */
export function OutsidersNote({ channelId, mentionedIds }: Props) {
  const channel = useChannel(channelId);
  const outsiders = useOutsiders(channelId, mentionedIds);
  const people = usePeople();
  const { addMember } = useChannelActions();
  if (!channel) return null;
  // Of groups those are told who may read it: none of them is expected here.
  const outside = outsiders.flatMap((id) => people.get(id) ?? []).filter(({ isGroup }) => !isGroup);
  if (outside.length === 0) return null;
  const names = outside.map(({ name }) => name);
  const place = channel.kind === "direct" ? undefined : channel.name;
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 px-1 pb-1.5 text-small text-text-muted">
      <span className="[overflow-wrap:anywhere]">
        {texts.messages.outsiders(names, place, channel.kind === "public")}
      </span>
      {channel.kind !== "direct" && (
        <Button
          size="small"
          onClick={() => {
            for (const { id } of outside) void reportRefusal(addMember(channelId, id));
          }}
        >
          {texts.channels.addToChannel}
        </Button>
      )}
    </div>
  );
}
