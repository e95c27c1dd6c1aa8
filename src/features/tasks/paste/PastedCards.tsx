import { clsx } from "clsx";
import { CalendarDays, FileText, RotateCw, Timer } from "lucide-react";
import { usePeople } from "@/features/users";
import { errorText } from "@/platform/errorText";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { dueName } from "@/texts/time";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { PriorityBadge } from "../priority/PriorityIcon";
import { keptRepeatText } from "../repeats/repeatText";
import { StatusIcon } from "../StatusIcon";
import { TagBadge } from "../TaskBadges";
import type { TaskStatus } from "../task";
import type { Row } from "./pasted";

type Props = {
  rows: readonly Row[];
  status: TaskStatus;
  refused: ReadonlyMap<string, string>;
  isNobody: (row: Row) => boolean;
};

/** The cards that would be made, in their order, and what is wrong with some. */
export function PastedCards({ rows, status, refused, isNobody }: Props) {
  return (
    <ScrollRegion label={texts.paste.cards} className="max-h-72 rounded-control border">
      <ol className="divide-y">
        {rows.map((row, i) => (
          <Card
            key={i}
            row={row}
            status={row.status ?? status}
            problems={problemsOf(row, refused.get(row.raw), isNobody(row))}
          />
        ))}
      </ol>
    </ScrollRegion>
  );
}

function problemsOf(row: Row, code: string | undefined, isNobody: boolean): string[] {
  const said = row.problems.map(({ field, text }) =>
    field === "title" ? texts.paste.noTitle : texts.paste.notUnderstood(field, text),
  );
  return [
    ...said,
    ...(isNobody ? [texts.paste.nobody(row.asked ?? "")] : []),
    ...(code === undefined ? [] : [errorText(code)]),
  ];
}

type CardProps = { row: Row; status: TaskStatus; problems: string[] };

function Card({ row: { title, description, facts, raw }, status, problems }: CardProps) {
  return (
    <li className="grid gap-0.5 px-3 py-1.5 [contain-intrinsic-size:auto_32px] [content-visibility:auto]">
      <div className="flex items-start gap-2">
        <span className="flex h-5 shrink-0 items-center gap-2">
          <StatusIcon status={status} />
          <PriorityBadge priority={facts.priority} />
        </span>
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5">
          <span
            dir="auto"
            className={clsx("min-w-0 [overflow-wrap:anywhere]", problems.length > 0 && "text-text-muted")}
          >
            {title || raw.trim()}
          </span>
          <Facts facts={facts} hasDescription={description !== undefined} />
        </span>
      </div>
      {problems.map((problem) => (
        <p key={problem} className="text-small text-danger">
          {problem}
        </p>
      ))}
    </li>
  );
}

function Facts({ facts, hasDescription }: { facts: Row["facts"]; hasDescription: boolean }) {
  const people = usePeople();
  const now = useNow();
  const { assigneeId, dueDate, estimate, repeats, tags = [] } = facts;
  const name = assigneeId === undefined ? "" : people.nameOf(assigneeId);
  return (
    <span className="ms-auto flex flex-wrap items-center gap-x-2 gap-y-0.5 text-meta text-text-muted">
      {hasDescription && <Icon of={FileText} size={12} label={texts.paste.fields.description} />}
      {dueDate !== undefined && (
        <span className="flex items-center gap-1">
          <Icon of={CalendarDays} size={12} />
          {dueName(dueDate, now)}
        </span>
      )}
      {repeats !== undefined && (
        <span className="flex items-center gap-1">
          <Icon of={RotateCw} size={12} />
          {keptRepeatText(repeats)}
        </span>
      )}
      {estimate !== undefined && (
        <span className="tabular flex items-center gap-1">
          <Icon of={Timer} size={12} />
          {texts.facts.shortHours(estimate)}
        </span>
      )}
      {tags.map((tag) => (
        <TagBadge key={tag} tag={tag} />
      ))}
      {assigneeId !== undefined && (
        <span className="flex items-center gap-1">
          <Avatar id={assigneeId} name={name} picture={people.get(assigneeId)?.picture} size={16} />
          <span dir="auto" className="max-w-32 truncate">
            {name}
          </span>
        </span>
      )}
    </span>
  );
}
