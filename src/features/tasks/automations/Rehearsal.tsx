import type { Id } from "@convex/_generated/dataModel";
import type { BoardColumn } from "@convex/shared/board/columns";
import { taskLabel } from "@convex/shared/tasks";
import { Link } from "react-router";
import { messagePath, taskPath } from "@convex/shared/addresses";
import { usePeople } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { Button } from "@/ui/Button";
import { LoadingLines } from "@/ui/Skeleton";
import { stepText, whenText, type AutomationDraft } from "./automation";
import { useRehearsal, type Occasion } from "./useAutomations";

type Props = {
  channelId: Id<"channels">;
  columns: readonly BoardColumn[];
  draft: AutomationDraft;
  /** Somebody goes to one of the cards. */
  onOpen: () => void;
};

/** What would have set it off in the last seven days, and what it would have done each time. */
export function Rehearsal({ channelId, columns, draft: { when, steps }, onOpen }: Props) {
  const words = { columns, people: usePeople() };
  const { occasions, isLoading, lookFurther } = useRehearsal(channelId, when);
  const count = occasions.length;
  const said = lookFurther ? texts.automations.wouldHaveMore : texts.automations.wouldHave;
  return (
    <section aria-label={texts.automations.rehearsal} className="grid gap-2">
      <div className="rounded-control bg-bg-hover px-3 py-2 text-small" dir="auto">
        <p className="font-medium">{whenText(when, words)}</p>
        {steps.map((one, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <p key={i}>→ {stepText(one, when, words)}</p>
        ))}
      </div>
      <h3 className="text-small font-medium">{texts.automations.rehearsal}</h3>
      {isLoading && <LoadingLines label={texts.automations.rehearsing} />}
      {!isLoading && (
        <p className="text-small text-text-muted" role="status">
          {count > 0 ? said(count) : texts.automations.wouldNot}
        </p>
      )}
      <ol className="grid gap-1">
        {occasions.map((one) => (
          <OccasionRow
            key={`${one.at} ${one.taskId ?? one.messageId}`}
            occasion={one}
            channelId={channelId}
            onOpen={onOpen}
          />
        ))}
      </ol>
      {lookFurther && (
        <Button size="small" look="ghost" className="justify-self-start" onClick={lookFurther}>
          {texts.automations.further}
        </Button>
      )}
    </section>
  );
}

type RowProps = Pick<Props, "channelId" | "onOpen"> & { occasion: Occasion };

function OccasionRow({ occasion, channelId, onOpen }: RowProps) {
  const { at, taskId, number, title, messageId, text, by } = occasion;
  const people = usePeople();
  const now = useNow();
  const to = taskId ? taskPath(taskId) : messagePath({ channelId, messageId: messageId ?? "" });
  return (
    <li className="flex items-baseline gap-2 text-small">
      <time
        dateTime={new Date(at).toISOString()}
        title={exactTime(at)}
        className="tabular w-14 shrink-0 text-text-muted"
      >
        {shortAgo(at, now)}
      </time>
      <Link
        to={to}
        className="min-w-0 flex-1 truncate text-accent-text hover:underline"
        dir="auto"
        onClick={onOpen}
      >
        {taskId ? `${taskLabel({ number: number ?? 0 })} ${title}` : text}
      </Link>
      {by && <span className="max-w-32 truncate text-text-muted">{people.nameOf(by)}</span>}
    </li>
  );
}
