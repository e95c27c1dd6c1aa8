import { channelPath } from "@convex/shared/addresses";
import type { Id } from "@convex/_generated/dataModel";
import { EVENT_NOUNS, type EventNoun } from "@convex/shared/events";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";

import { PersonPopover, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Menu, MenuChoice, MenuLine } from "@/ui/floating/Menu";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { Settled } from "@/ui/Settled";
import { LoadingLines } from "@/ui/Skeleton";
import { EventLine } from "./History";
import { useLog, type HistoryEvent, type LogFilter } from "./useEvents";
import { useNames } from "./useNames";

/** What was done in the workspace, newest first, for admins. */
export function Log() {
  const [filter, setFilter] = useState<LogFilter>({});
  const { events, loadMore } = useLog(filter);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <LogFilters filter={filter} onChange={setFilter} />
      {events ? (
        <Settled skeleton={<Loading />}>
          <Lines events={events} loadMore={loadMore} />
        </Settled>
      ) : (
        <Loading />
      )}
    </div>
  );
}

const Loading = () => <LoadingLines label={texts.events.loadingTheLog} />;

type LinesProps = { events: readonly HistoryEvent[]; loadMore: (() => void) | undefined };

function Lines({ events, loadMore }: LinesProps) {
  const names = useNames();
  return (
    <ScrollRegion label={texts.commands.labels.log} className="px-4 pb-6">
      {events.length === 0 && !loadMore && (
        <Empty icon={ScrollText} title={texts.events.nothingHere}>
          {texts.events.nothingHereWhy}
        </Empty>
      )}
      <ol aria-label={texts.commands.labels.log} className="divide-y divide-line">
        {events.map((event) => (
          <li key={event._id} className="py-2">
            <EventLine event={event} names={names} about={<About event={event} />} />
          </li>
        ))}
      </ol>
      {loadMore && (
        <Button className="mx-auto mt-3" onClick={loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
    </ScrollRegion>
  );
}

/** What an event is about, with the way there. */
function About({ event: { noun, verb, subject } }: { event: HistoryEvent }) {
  const names = useNames();
  switch (noun) {
    case "channel":
      if (verb === "deleted") return texts.events.aboutDeleted;
      return (
        <Link className="text-accent-text hover:underline" to={channelPath(subject)}>
          {names.channel(subject)}
        </Link>
      );
    case "task":
      return (
        <Link className="text-accent-text hover:underline" to={`/board?task=${subject}`}>
          {texts.tasks.open}
        </Link>
      );
    case "person":
      return names.person(subject);
    case "group":
      return `@${names.person(subject)}`;
    case "message":
      return texts.events.aboutMessage;
    case "file":
      return texts.events.aboutFile;
    case "folder":
      return texts.events.aboutFolder;
    case "note":
      return texts.events.aboutNote;
    case "emoji":
      return `:${subject}:`;
    case "settings":
      return texts.ui.settings;
    default:
      return noun satisfies never;
  }
}

type FilterProps = { filter: LogFilter; onChange: (filter: LogFilter) => void };

function LogFilters({ filter, onChange }: FilterProps) {
  const people = usePeople();
  const { noun, actorId } = filter;
  const choose = (next: { noun?: EventNoun | undefined; actorId?: Id<"users"> | undefined }) => {
    const wanted = { noun, actorId, ...next };
    onChange({
      ...(wanted.noun && { noun: wanted.noun }),
      ...(wanted.actorId && { actorId: wanted.actorId }),
    });
  };
  return (
    <div
      role="search"
      aria-label={texts.events.filterTheLog}
      className="flex h-12 shrink-0 items-center gap-1.5 px-4"
    >
      <Menu
        trigger={
          <Button size="small" look="ghost" aria-pressed={noun !== undefined}>
            {noun ? texts.events.nouns[noun] : texts.events.everything}
          </Button>
        }
      >
        <MenuChoice isChosen={noun === undefined} onSelect={() => choose({ noun: undefined })}>
          {texts.events.everything}
        </MenuChoice>
        <MenuLine />
        {EVENT_NOUNS.map((name) => (
          <MenuChoice key={name} isChosen={noun === name} onSelect={() => choose({ noun: name })}>
            {texts.events.nouns[name]}
          </MenuChoice>
        ))}
      </Menu>
      <PersonPopover
        label={texts.users.people}
        options={[{ id: "", label: texts.users.anyone }]}
        chosenId={actorId ?? ""}
        onPick={(id) => choose({ actorId: id === "" ? undefined : (id as Id<"users">) })}
        trigger={
          <Button size="small" look="ghost" aria-pressed={actorId !== undefined}>
            {actorId ? people.nameOf(actorId) : texts.users.anyone}
          </Button>
        }
      />
    </div>
  );
}
