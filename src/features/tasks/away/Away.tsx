import type { Id } from "@convex/_generated/dataModel";
import { taskLabel } from "@convex/shared/tasks";
import { Archive, Trash2 } from "lucide-react";
import { useState } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Segmented } from "@/ui/form/Segmented";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { LoadingLines } from "@/ui/Skeleton";
import { PaneLink } from "@/ui/pane/PaneLink";
import { StatusIcon } from "../StatusIcon";
import { ChannelBadge } from "../TaskBadges";
import { useRemoveTask } from "../useTasks";
import { useArchive, useAway, type AwayKind, type AwayTask } from "./useAway";

type Props = {
  channelId: Id<"channels"> | undefined;
  channelNames: ReadonlyMap<string, string>;
  canWrite: boolean;
};

/** What is off the boards, archived or deleted, and the way back. */
export function Away({ channelId, channelNames, canWrite }: Props) {
  const [kind, setKind] = useState<AwayKind>("archived");
  const { tasks, loadMore, isLoading } = useAway(channelId, kind);
  return (
    <ScrollRegion label={texts.away.open} className="min-h-0 flex-1 pb-6">
      <div className="px-4 py-2 max-wide:px-3">
        <Segmented
          label={texts.away.show}
          value={kind}
          options={[
            { value: "archived", label: texts.away.archived },
            { value: "deleted", label: texts.away.deleted },
          ]}
          onChange={setKind}
        />
      </div>
      {tasks === undefined && <LoadingLines label={texts.ui.loading} />}
      {tasks?.length === 0 && !loadMore && (
        <Empty icon={kind === "archived" ? Archive : Trash2} title={texts.away.none[kind]}>
          {texts.away.noneWhy[kind]}
        </Empty>
      )}
      <ul aria-label={texts.away[kind]}>
        {tasks?.map((task) => (
          <AwayRow
            key={task._id}
            task={task}
            kind={kind}
            channelName={task.channelId && channelNames.get(task.channelId)}
            canWrite={canWrite}
          />
        ))}
      </ul>
      {(loadMore ?? isLoading) && (
        <div className="flex justify-center py-2">
          <Button size="small" look="ghost" disabled={isLoading} onClick={loadMore}>
            {isLoading ? texts.ui.loading : texts.ui.showMore}
          </Button>
        </div>
      )}
    </ScrollRegion>
  );
}

type RowProps = { task: AwayTask; kind: AwayKind; channelName: string | undefined; canWrite: boolean };

function AwayRow({ task, kind, channelName, canWrite }: RowProps) {
  const { restore } = useRemoveTask();
  const archive = useArchive();
  const now = useNow();
  const since = (kind === "archived" ? task.archivedAt : task.deletedAt) ?? 0;
  const putBack = () => reportRefusal(kind === "archived" ? archive(task._id, false) : restore(task._id));
  return (
    <li className="relative flex min-h-10 items-center gap-x-2.5 border-b px-4 py-1 hover:bg-bg-hover max-wide:flex-wrap max-wide:px-3 touch:min-h-12">
      <StatusIcon status={task.status} />
      <span className="tabular w-12 shrink-0 text-meta text-text-muted">{taskLabel(task)}</span>
      <Title task={task} isLink={kind === "archived"} />
      {channelName && <ChannelBadge name={channelName} />}
      <time
        dateTime={new Date(since).toISOString()}
        title={exactTime(since)}
        className="tabular shrink-0 text-meta text-text-muted"
      >
        {shortAgo(since, now)}
      </time>
      {canWrite && (
        <Button
          size="small"
          look="ghost"
          className="relative z-10"
          aria-label={texts.away.putBackOne(taskLabel(task))}
          onClick={() => void putBack()}
        >
          {texts.away.putBack}
        </Button>
      )}
    </li>
  );
}

/** What is archived can be opened; what is deleted only comes back. */
function Title({ task, isLink }: { task: AwayTask; isLink: boolean }) {
  if (!isLink) {
    return (
      <span dir="auto" className="min-w-0 flex-1 truncate text-text-muted">
        {task.title}
      </span>
    );
  }
  return (
    <PaneLink
      pane="task"
      of={task._id}
      dir="auto"
      className="min-w-0 flex-1 truncate text-text-muted outline-none after:absolute after:inset-0 after:content-[''] focus-visible:underline"
    >
      {task.title}
    </PaneLink>
  );
}
