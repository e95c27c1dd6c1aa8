import { momentOf, type Part, type Said } from "@convex/shared/board/quickAdd";
import { CalendarDays, RotateCw, Timer, X } from "lucide-react";
import type { ReactNode } from "react";
import { usePeople } from "@/features/users";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { clockTime, dueName, exactDueDay, exactTime } from "@/texts/time";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";
import { TagDot } from "../labels/LabelDot";
import { keptRepeatText } from "../repeats/repeatText";
import { PriorityIcon } from "../priority/PriorityIcon";

type Props = { text: string; parts: readonly Part[]; onRemove: (part: Part) => void };

/** What was understood of a title, each to be made text again. */
export function QuickChips({ text, parts, onRemove }: Props) {
  if (parts.length === 0) return null;
  return (
    <ul aria-label={texts.quick.understood} className="mt-1.5 flex flex-wrap gap-1">
      {parts.map((part) => (
        <Chip
          key={part.from}
          said={part.said}
          text={text.slice(part.from, part.to)}
          onRemove={() => onRemove(part)}
        />
      ))}
    </ul>
  );
}

function Chip({ said, text, onRemove }: { said: Said; text: string; onRemove: () => void }) {
  const { icon, label, title } = useShown(said);
  return (
    <li
      title={title}
      className="flex h-6 max-w-full items-center gap-1 rounded-full border bg-bg-raised pr-0.5 pl-2 text-meta touch:h-9 touch:pl-3"
    >
      {icon}
      <span className="truncate" dir="auto">
        {label}
      </span>
      <button
        type="button"
        aria-label={texts.quick.keepAsText(text)}
        className="relative finger grid size-5 place-items-center rounded-full text-text-muted hover:bg-bg-active hover:text-text touch:size-8"
        // The field keeps the focus, and what it offers.
        onPointerDown={(event) => event.preventDefault()}
        onClick={onRemove}
      >
        <Icon of={X} size={11} />
      </button>
    </li>
  );
}

type Shown = { icon: ReactNode; label: string; title?: string };

function useShown(said: Said): Shown {
  const people = usePeople();
  const now = useNow();
  if (said.kind === "person") {
    const [name, picture] = [people.nameOf(said.id), people.get(said.id)?.picture];
    return { icon: <Avatar id={said.id} name={name} picture={picture} size={16} />, label: name };
  }
  if (said.kind === "tag") return { icon: <TagDot tag={said.tag} />, label: said.tag };
  if (said.kind === "priority")
    return { icon: <PriorityIcon priority={said.priority} />, label: priorityName(said.priority) };
  if (said.kind === "due") {
    const { day, minutes } = said;
    const name = dueName(day, now);
    const at = minutes === undefined ? undefined : momentOf(day, minutes);
    return {
      icon: <Icon of={CalendarDays} size={12} />,
      label: at === undefined ? name : `${name} ${clockTime(at)}`,
      title: at === undefined ? exactDueDay(day) : exactTime(at),
    };
  }
  if (said.kind === "repeat")
    return { icon: <Icon of={RotateCw} size={12} />, label: keptRepeatText(said.rule) };
  return { icon: <Icon of={Timer} size={12} />, label: hoursName(said.hours) };
}

const priorityName = (priority: keyof typeof texts.facts.priorities) => texts.facts.priorities[priority];
const hoursName = (hours: number) => texts.facts.shortHours(hours);
