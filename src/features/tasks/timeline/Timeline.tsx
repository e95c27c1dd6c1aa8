import type { Id } from "@convex/_generated/dataModel";
import { clsx } from "clsx";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { DAY_MS, localDueDay } from "@/lib/time";
import { useIsPhone, useMedia } from "@/platform/useMedia";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { dateName, firstWeekday } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Segmented } from "@/ui/form/Segmented";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { usePending } from "@/ui/Settled";
import { useLoadAll } from "../board/useLoadAll";
import type { BoardColumns } from "../columns/column";
import { filterTasks, hasFilter, type Filter } from "../filter/filter";
import { Chart } from "./Chart";
import { byDates, monthBeside, scaleOf, ZOOMS, type Scale } from "./scale";
import { Undated } from "./Undated";
import { usePlan, useSpan } from "./useSpan";
import { useTimelinePlace } from "./useTimelinePlace";

type Props = {
  columns: BoardColumns;
  channelId: Id<"channels"> | undefined;
  filter: Filter;
  openTaskId: string | undefined;
  canWrite: boolean;
};

/** The tasks of some weeks or months as bars over their days, and beside them those without a date. */
export function Timeline({ columns, channelId, filter, openTaskId, canWrite }: Props) {
  const now = useNow();
  const place = useTimelinePlace();
  const scale = scaleOf(place.month, place.zoom, firstWeekday());
  const span = useSpan(channelId, scale);
  usePending(!span);
  const plan = usePlan();
  const isNarrow = useMedia("(max-width: 63.99rem)");
  const nameWidth = useNameWidth(isNarrow);
  const open = columns.filter(({ status }) => status !== "done");
  useLoadAll(open, hasFilter(filter));
  const undated = filterTasks(
    open.flatMap(({ cards }) => cards).filter(({ dueDate, number }) => dueDate === undefined && number > 0),
    filter,
    now,
  );
  const rows = filterTasks(span?.tasks ?? [], filter, now).toSorted(byDates);
  return (
    <>
      <Head scale={scale} place={place} />
      {span && rows.length === 0 && (
        <p className="shrink-0 px-4 pb-2 text-small text-text-muted max-wide:px-3">
          {noneText(span.tasks.length > 0, canWrite)}
        </p>
      )}
      {span?.isCut && (
        <p role="status" className="shrink-0 px-4 pb-2 text-small text-warn max-wide:px-3">
          {texts.timeline.cut(span.tasks.length)}
        </p>
      )}
      <div aria-busy={!span} className={clsx("flex min-h-0 flex-1 border-t", isNarrow && "flex-col")}>
        <Chart
          rows={rows}
          blocks={span?.blocks ?? []}
          scale={scale}
          nameWidth={nameWidth}
          openTaskId={openTaskId}
          canWrite={canWrite}
          onPlan={plan}
          onDropTask={(taskId, due) => {
            const task = undated.find(({ _id }) => _id === taskId);
            if (task) plan(task, { start: undefined, due });
          }}
        />
        <Undated
          key={String(isNarrow)}
          isBelow={isNarrow}
          tasks={undated}
          columns={open}
          canWrite={canWrite}
          onPlan={plan}
        />
      </div>
    </>
  );
}

type HeadProps = { scale: Scale; place: ReturnType<typeof useTimelinePlace> };

/** What is in sight, how closely, and the ways to what is earlier and later. */
function Head({ scale, place: { month, zoom, setMonth, setZoom } }: HeadProps) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 px-4 pb-2 max-wide:px-3">
      <h2 aria-live="polite" className="me-auto font-semibold max-wide:basis-full">
        {nameOf(scale)}
      </h2>
      <Segmented
        label={texts.timeline.zoom}
        value={zoom}
        options={ZOOMS.map((value) => ({ value, label: texts.timeline.zooms[value] }))}
        onChange={setZoom}
      />
      <Button size="small" look="ghost" onClick={() => setMonth(undefined)}>
        {texts.time.today}
      </Button>
      <IconButton
        label={texts.timeline.earlier}
        isSmall
        disabled={month.year <= 1970}
        onClick={() => setMonth(monthBeside(month, zoom, -1))}
      >
        <Icon of={ChevronLeft} />
      </IconButton>
      <IconButton label={texts.timeline.later} isSmall onClick={() => setMonth(monthBeside(month, zoom, 1))}>
        <Icon of={ChevronRight} />
      </IconButton>
    </div>
  );
}

const useNameWidth = (isNarrow: boolean): number => (useIsPhone() ? 128 : isNarrow ? 180 : 240);

const nameOf = ({ from, until }: Scale): string =>
  texts.timeline.span(dateName(localDueDay(from)), dateName(localDueDay(until - DAY_MS)));

function noneText(isFiltered: boolean, canWrite: boolean): string {
  if (isFiltered) return texts.timeline.noMatches;
  return canWrite ? texts.timeline.none : texts.timeline.noneToDrag;
}
