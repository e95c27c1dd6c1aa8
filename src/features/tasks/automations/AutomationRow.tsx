import type { BoardColumn } from "@convex/shared/board/columns";
import { clsx } from "clsx";
import { Ellipsis, FlaskConical, Pencil, Trash2, TriangleAlert } from "lucide-react";
import { problemText } from "@/features/notices";
import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { useNow } from "@/platform/useNow";
import { Menu, MenuItem, MenuLine } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { stepText, whenText } from "./automation";
import type { Automation } from "./useAutomations";

type Props = {
  automation: Automation;
  columns: readonly BoardColumn[];
  mayChange: boolean;
  onSetOn: (isOn: boolean) => void;
  onEdit: () => void;
  onTry: () => void;
  onRemove: () => void;
};

/** One automation in words: what sets it off, what it does, and what went wrong with it last. */
export function AutomationRow({ automation, columns, mayChange, onSetOn, ...acts }: Props) {
  const { when, steps, isOn, problems } = automation;
  const words = { columns, people: usePeople() };
  const cause = whenText(when, words);
  const [problem] = problems;
  const isOnLabel = texts.automations.isOn(cause);
  return (
    <li className="flex items-start gap-2 rounded-control border px-2.5 py-2">
      <label className="grid size-6 shrink-0 place-items-center touch:size-11">
        <input
          type="checkbox"
          aria-label={isOnLabel}
          className="size-4 accent-(--accent)"
          checked={isOn}
          disabled={!mayChange}
          onChange={(event) => onSetOn(event.target.checked)}
        />
      </label>
      <div className={clsx("min-w-0 flex-1 py-0.5 [overflow-wrap:anywhere]", !isOn && "text-text-muted")}>
        <p className="font-medium" dir="auto">
          {cause}
        </p>
        <ul>
          {steps.map((one, i) => (
            // Steps have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={i} className="text-small" dir="auto">
              → {stepText(one, when, words)}
            </li>
          ))}
        </ul>
        {problem && <ProblemLine problem={problem} />}
      </div>
      <RowMenu label={texts.automations.more(cause)} mayChange={mayChange} {...acts} />
    </li>
  );
}

function ProblemLine({ problem: { code, at } }: { problem: Automation["problems"][number] }) {
  const now = useNow();
  return (
    <p className="mt-1 flex items-start gap-1.5 text-small text-danger" title={exactTime(at)}>
      <Icon of={TriangleAlert} size={14} className="mt-0.5 shrink-0" />
      {texts.automations.problem(shortAgo(at, now), problemText(code))}
    </p>
  );
}

type MenuProps = Pick<Props, "mayChange" | "onEdit" | "onTry" | "onRemove"> & { label: string };

function RowMenu({ label, mayChange, onEdit, onTry, onRemove }: MenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={label} isSmall>
          <Icon of={Ellipsis} />
        </IconButton>
      }
    >
      {mayChange && (
        <MenuItem icon={Pencil} onSelect={onEdit}>
          {texts.automations.editOne}
        </MenuItem>
      )}
      <MenuItem icon={FlaskConical} onSelect={onTry}>
        {texts.automations.tryOne}
      </MenuItem>
      {mayChange && (
        <>
          <MenuLine />
          <MenuItem icon={Trash2} isDanger onSelect={onRemove}>
            {texts.automations.remove}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
