import { taskLabel } from "@convex/shared/tasks";
import { SquareKanban } from "lucide-react";
import { useContext } from "react";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { ReferenceContext } from "@/ui/markdown/Markdown";
import type { SavedMessage } from "../message";

type Line = NonNullable<SavedMessage["line"]>;

/** What a board says in a conversation, with its tasks as they are now. */
export function BoardLine({ line: { kind, by, tasks } }: { line: Line }) {
  const people = usePeople();
  const drawReference = useContext(ReferenceContext);
  const names = by.map((id) => people.nameOf(id));
  const count = tasks.reduce((sum, { numbers, more = 0 }) => sum + numbers.length + more, 0);
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1 py-0.5 text-small text-text-muted">
      <Icon of={SquareKanban} size={14} />
      <span>{saidOf(kind, names, count)}</span>
      {tasks.map((some) => (
        <span
          key={`${some.status} ${some.name}`}
          className="flex max-w-full flex-wrap items-center gap-x-1.5 gap-y-1"
        >
          {some.numbers.map((number) => (
            <span key={number} className="prose max-w-full min-w-0">
              {drawReference({ kind: "task", name: String(number), raw: taskLabel({ number }) })}
            </span>
          ))}
          {some.more !== undefined && <span>{texts.lines.more(some.more)}</span>}
          {some.status && <span dir="auto">{intoColumn(some)}</span>}
        </span>
      ))}
    </div>
  );
}

function saidOf(kind: Line["kind"], names: readonly string[], count: number): string {
  switch (kind) {
    case "moved":
      return texts.lines.moved(names, count);
    case "waits":
      return texts.lines.waits(names);
    case "free":
      return texts.lines.free(names);
    default:
      return kind satisfies never;
  }
}

function intoColumn({ status = "todo", name }: Line["tasks"][number]): string {
  return texts.lines.into(name ?? texts.tasks.statuses[status]);
}
