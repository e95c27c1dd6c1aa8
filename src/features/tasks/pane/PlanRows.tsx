import { Sunrise, Timer, X, type LucideIcon } from "lucide-react";
import { texts } from "@/texts";
import { OptionPopover } from "@/ui/floating/OptionPopover";
import { DateField } from "@/ui/form/DateField";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { FullTask } from "../task";
import { RepeatsRow } from "../repeats/RepeatsRow";
import type { TaskChanges } from "../useTaskChanges";
import { DueRow } from "./DueRow";
import { PROPERTY_VALUE, PropertyRow } from "./PropertyRow";

type Props = { task: FullTask; onChange: (changes: TaskChanges) => void };

/** When the task is to be begun and done, and how long it may take. */
export function PlanRows({ task, onChange }: Props) {
  return (
    <>
      <DayRow
        icon={Sunrise}
        name={texts.facts.start}
        label={texts.taskPane.startDate}
        removeLabel={texts.taskPane.removeStartDate}
        value={task.startDate}
        onChange={(startDate) => onChange({ startDate })}
      />
      <DueRow task={task} onChange={onChange} />
      <RepeatsRow task={task} />
      <EstimateRow estimate={task.estimate} onChange={(estimate) => onChange({ estimate })} />
    </>
  );
}

type DayProps = {
  icon: LucideIcon;
  name: string;
  label: string;
  removeLabel: string;
  value: number | undefined;
  onChange: (day: number | null) => void;
};

function DayRow({ icon, name, label, removeLabel, value, onChange }: DayProps) {
  return (
    <PropertyRow icon={icon} name={name}>
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 touch:min-h-11">
        <DateField
          label={label}
          value={value}
          className="h-7 min-w-0 rounded-control bg-transparent px-2 hover:bg-bg-hover touch:h-11"
          onChange={(day) => onChange(day ?? null)}
        />
        {value !== undefined && (
          <IconButton label={removeLabel} isSmall onClick={() => onChange(null)}>
            <Icon of={X} size={14} />
          </IconButton>
        )}
      </div>
    </PropertyRow>
  );
}

/** Hours that are offered. */
const HOURS = [0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32, 40, 60, 80, 100, 120, 160];

type EstimateProps = { estimate: number | undefined; onChange: (hours: number | null) => void };

function EstimateRow({ estimate, onChange }: EstimateProps) {
  const isOther = estimate !== undefined && !HOURS.includes(estimate);
  const hours = isOther ? [estimate, ...HOURS] : HOURS;
  const name = estimate === undefined ? texts.facts.noEstimate : texts.facts.hours(estimate);
  return (
    <PropertyRow icon={Timer} name={texts.facts.estimate}>
      <OptionPopover
        label={texts.facts.estimate}
        searchLabel={texts.facts.searchEstimates}
        options={[
          { id: "", label: texts.facts.noEstimate },
          ...hours.map((count) => ({ id: String(count), label: texts.facts.hours(count) })),
        ]}
        chosenId={estimate === undefined ? "" : String(estimate)}
        onPick={(id) => onChange(id === "" ? null : Number(id))}
        trigger={
          <button type="button" className={PROPERTY_VALUE} aria-label={texts.facts.estimateIs(name)}>
            <span className={estimate === undefined ? "text-text-muted" : "tabular"}>{name}</span>
          </button>
        }
      />
    </PropertyRow>
  );
}
