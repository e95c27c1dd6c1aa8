import { Hash, Lock } from "lucide-react";
import { LastSeen, PresentAvatar, StatusMark } from "@/features/presence";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";
import { othersIn, type Channel } from "./channel";

type Props = { channel: Pick<Channel, "kind" | "directMemberIds">; meId: string; size?: 16 | 20 };

/** What stands before a channel's name: a hash, a lock, or the person on the other side. */
export function ChannelIcon({ channel, meId, size = 16 }: Props) {
  const people = usePeople();
  if (channel.kind === "direct") {
    const others = othersIn(channel, meId);
    const [id] = others;
    if (!id)
      return <Avatar id={meId} name={people.nameOf(meId)} picture={people.get(meId)?.picture} size={size} />;
    return others.length > 1 ? (
      <span
        aria-hidden
        className="grid shrink-0 place-items-center rounded-mark bg-bg-strong text-[10px] font-semibold text-text-muted"
        style={{ width: size, height: size }}
      >
        {others.length}
      </span>
    ) : (
      <PresentAvatar id={id} name={people.nameOf(id)} picture={people.get(id)?.picture} size={size} />
    );
  }
  return (
    <Icon
      of={channel.kind === "private" ? Lock : Hash}
      size={size === 20 ? 18 : 15}
      label={channel.kind === "private" ? texts.channels.privateChannel : texts.channels.channel}
      className="text-text-muted"
    />
  );
}

type StatusProps = Omit<Props, "size"> & { hasLastSeen?: boolean };

/** What the person on the other side says of themselves, after the conversation's name, and when they were here last. */
export function ChannelStatus({ channel, meId, hasLastSeen }: StatusProps) {
  const people = usePeople();
  const [id, ...others] = othersIn(channel, meId);
  if (!id || others.length > 0) return null;
  return (
    <>
      <StatusMark person={people.get(id)} />
      {hasLastSeen && <LastSeen userId={id} />}
    </>
  );
}
