import type { Id } from "@convex/_generated/dataModel";
import { useState, type ReactNode } from "react";
import { useMembers, type ChannelId } from "@/features/channels";
import { usePeopleList } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { SearchField } from "@/ui/form/SearchField";

type UserId = Id<"users">;
type Props = {
  /** Absent for the board of the workspace, where everybody is found by their name. */
  channelId: ChannelId | undefined;
  /** Those who have something open. */
  busy: ReadonlySet<UserId | undefined>;
  children: (userId: UserId) => ReactNode;
};

/** Who could take something: the people of a board who have nothing open, page by page. */
export const FreePeople = ({ channelId, ...props }: Props) =>
  channelId ? <OfChannel channelId={channelId} {...props} /> : <OfWorkspace {...props} />;

type OfChannelProps = Omit<Props, "channelId"> & { channelId: ChannelId };

function OfChannel({ channelId, busy, children }: OfChannelProps) {
  const { members, loadMore } = useMembers(channelId);
  if (!members) return null;
  const free = members.filter(({ userId, isDeactivated }) => !isDeactivated && !busy.has(userId));
  if (free.length === 0 && !loadMore) return null;
  return (
    <Group loadMore={loadMore} note={free.length === 0 ? texts.workload.noneFreeYet : undefined}>
      {free.map(({ userId }) => children(userId))}
    </Group>
  );
}

function OfWorkspace({ busy, children }: Omit<Props, "channelId">) {
  const [text, setText] = useState("");
  const { people, loadMore } = usePeopleList(text, false);
  if (!people) return null;
  const free = people.filter(({ id }) => !busy.has(id));
  const isNobody = people.length === 0;
  const note = isNobody ? texts.workload.nobodyFound : texts.workload.noneFreeYet;
  return (
    <Group
      loadMore={loadMore}
      note={free.length === 0 ? note : undefined}
      tools={
        <SearchField
          label={texts.workload.findPeople}
          value={text}
          className="w-64 max-wide:w-full"
          onChange={setText}
        />
      }
    >
      {free.map(({ id }) => children(id))}
    </Group>
  );
}

type GroupProps = {
  loadMore: (() => void) | undefined;
  note: string | undefined;
  tools?: ReactNode;
  children: ReactNode;
};

const Group = ({ loadMore, note, tools, children }: GroupProps) => (
  <>
    <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-b bg-bg-sunken px-4 py-1.5 max-wide:px-3">
      <h3 className="flex-1 text-small font-medium text-text-muted">{texts.workload.free}</h3>
      {tools}
    </div>
    {children}
    {note !== undefined && (
      <p role="status" className="px-4 py-3 text-small text-text-muted max-wide:px-3">
        {note}
      </p>
    )}
    {loadMore && (
      <Button size="small" look="ghost" className="mx-3 mt-2" onClick={loadMore}>
        {texts.workload.morePeople}
      </Button>
    )}
  </>
);
