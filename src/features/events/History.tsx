import type { Id } from "@convex/_generated/dataModel";
import type { ReactNode } from "react";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { useNow } from "@/platform/useNow";
import { Button } from "@/ui/Button";
import { LoadingLines } from "@/ui/Skeleton";
import { eventTexts, type Names } from "./eventText";
import { inOrder, type Happening, type Strand } from "./inOrder";
import { useHistory, type HistoryEvent, type Subject } from "./useEvents";
import { useNames } from "./useNames";

type Line = Happening & { line: ReactNode };
/** What else happened to a thing, with how it is shown. */
type Between = Strand<Line>;

type Props = {
  subject: Subject;
  /** The board of a task, for its columns. */
  boardOf?: Id<"channels"> | undefined;
  /** What stands between what was done, by its time. */
  between?: Between | undefined;
};

/** Who did what to one thing, newest first. */
export function History({ subject, boardOf, between }: Props) {
  const { events, loadMore } = useHistory(subject);
  const names = useNames(boardOf);
  const items = events?.map((event) => ({
    id: event._id,
    at: event._creationTime,
    line: <EventLine event={event} names={names} />,
  }));
  const all = inOrder<Line>([{ items, loadMore }, ...(between ? [between] : [])]);
  if (!all) return <LoadingLines label={texts.events.loadingHistory} />;
  return (
    <div className="grid gap-2">
      <ol aria-label={texts.events.history} className="grid gap-1.5">
        {all.shown.map(({ id, line }) => (
          <li key={id}>{line}</li>
        ))}
      </ol>
      {all.shown.length === 0 && !all.loadMore && (
        <p className="text-small text-text-muted">{texts.events.nothingYet}</p>
      )}
      {all.loadMore && (
        <Button size="small" look="ghost" className="justify-self-start" onClick={all.loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
    </div>
  );
}

type LineProps = { event: HistoryEvent; names: Names; about?: ReactNode };

/** "Ana renamed it to “Ship” · 5 min". */
export function EventLine({ event, names, about }: LineProps) {
  const now = useNow();
  const deeds = eventTexts(event, names);
  if (deeds.length === 0) return null;
  return (
    <p className="text-small [overflow-wrap:anywhere] text-text-muted">
      {texts.events.line(
        <span className="font-medium text-text">
          {event.actorId ? names.person(event.actorId) : texts.ui.app}
        </span>,
        <span dir="auto">{texts.events.deeds(deeds)}</span>,
      )}
      {event.automationId && <> · {texts.events.byAutomation}</>}
      {about && <> · {about}</>}
      {" · "}
      <time
        dateTime={new Date(event._creationTime).toISOString()}
        title={exactTime(event._creationTime)}
        className="tabular"
      >
        {shortAgo(event._creationTime, now)}
      </time>
    </p>
  );
}
