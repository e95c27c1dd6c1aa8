import { useMemberCount, useMembers, type Channel } from "@/features/channels";
import { useMyId, usePeople } from "@/features/users";
import { texts } from "@/texts";

type Props = {
  /** None for the conversation with one person. */
  target: Channel | undefined;
  /** As it is called. */
  name: string;
};

/** Says who reads what is sent somewhere, before it is. */
export function Readers({ target, name }: Props) {
  if (!target) return <Line>{texts.forwarding.readBy([name])}</Line>;
  if (target.kind === "public") return <Line>{texts.forwarding.readByAll}</Line>;
  return <ReadersOf channelId={target._id} />;
}

function ReadersOf({ channelId }: { channelId: Channel["_id"] }) {
  const { members, loadMore } = useMembers(channelId);
  const count = useMemberCount(channelId);
  const people = usePeople();
  const myId = useMyId();
  if (!members || count === undefined) return <Line>{texts.ui.loading}</Line>;
  const others = members.filter(({ userId, isDeactivated }) => userId !== myId && !isDeactivated);
  if (others.length === 0) return <Line>{texts.forwarding.readByNobody}</Line>;
  // Those who are not loaded are counted only.
  const total = loadMore ? Math.max(others.length, count - 1) : others.length;
  const all = Array.from({ length: total }, (_, i) => others[i]?.userId);
  return <Line>{texts.forwarding.readBy(all.map((id) => (id === undefined ? "" : people.nameOf(id))))}</Line>;
}

const Line = ({ children }: { children: string }) => (
  <p role="status" className="rounded-control bg-bg-sunken px-3 py-2 text-small [overflow-wrap:anywhere]">
    {children}
  </p>
);
