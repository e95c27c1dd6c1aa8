import { taskLabel } from "@convex/shared/tasks";
import { CalendarOff, CalendarPlus, CalendarDays, Ellipsis, EyeOff, Eye } from "lucide-react";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { dueName } from "@/texts/time";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/ui/floating/Menu";
import { todayOf } from "../calendar/month";
import type { Task } from "../task";
import { dayChoices } from "./groups";

/** What is done with a task of mine. `undefined`: another day, which is asked for. */
export type RowActions = {
  due: (task: Task, day: number | null | undefined) => void;
  showFrom: (task: Task, day: number | null | undefined) => void;
};

type Props = RowActions & {
  task: Task;
  /** Whether it is among those that are shown later. */ isLater?: boolean;
};

/** Another day for a task, and from when on I see it. */
export function RowMenu({ task, isLater = false, due, showFrom }: Props) {
  const now = useNow();
  const choices = dayChoices(now);
  const names = { tomorrow: texts.time.tomorrow, monday: texts.mine.monday };
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label={texts.mine.actionsFor(taskLabel(task))}
          isSmall
          className="relative z-10 shrink-0 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 data-[state=open]:opacity-100 touch:opacity-100"
        >
          <Ellipsis size={16} />
        </IconButton>
      }
    >
      <MenuLabel>{texts.mine.due}</MenuLabel>
      <MenuItem icon={CalendarDays} onSelect={() => due(task, todayOf(now))}>
        {texts.time.today}
      </MenuItem>
      {choices.map(({ name, day }) => (
        <MenuItem
          key={name}
          icon={CalendarDays}
          hint={name === "monday" && dueName(day, now)}
          onSelect={() => due(task, day)}
        >
          {names[name]}
        </MenuItem>
      ))}
      <MenuItem icon={CalendarPlus} onSelect={() => due(task, undefined)}>
        {texts.mine.otherDay}
      </MenuItem>
      <MenuItem icon={CalendarOff} isDisabled={task.dueDate === undefined} onSelect={() => due(task, null)}>
        {texts.mine.noDate}
      </MenuItem>
      <MenuLine />
      <MenuLabel>{texts.mine.showFrom}</MenuLabel>
      {isLater && (
        <MenuItem icon={Eye} onSelect={() => showFrom(task, null)}>
          {texts.mine.showNow}
        </MenuItem>
      )}
      {choices.map(({ name, day }) => (
        <MenuItem key={name} icon={EyeOff} onSelect={() => showFrom(task, day)}>
          {names[name]}
        </MenuItem>
      ))}
      <MenuItem icon={EyeOff} onSelect={() => showFrom(task, undefined)}>
        {texts.mine.otherDay}
      </MenuItem>
    </Menu>
  );
}
