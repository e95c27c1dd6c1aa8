import type { Id } from "@convex/_generated/dataModel";
import { PLACEHOLDERS, type StepKind } from "@convex/shared/board/automations";
import type { BoardColumn } from "@convex/shared/board/columns";
import { LIMITS } from "@convex/shared/limits";
import { clsx } from "clsx";
import { Braces, X } from "lucide-react";
import { texts } from "@/texts";
import { Menu, MenuItem } from "@/ui/floating/Menu";
import { INPUT } from "@/ui/form/Field";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { newStep, type Step, type StepOf } from "./automation";
import { Choice, IN_SENTENCE } from "./Choice";
import { ColumnChoice, DaysField, LabelField, PersonChoice } from "./parts";

type Props = {
  /** Its place, counted from 1. */
  n: number;
  step: Step;
  /** What it may be behind those before it. */
  kinds: readonly StepKind[];
  isOfMessage: boolean;
  channelId: Id<"channels">;
  columns: readonly BoardColumn[];
  onChange: (step: Step) => void;
  /** Absent for the only one. */
  onRemove: (() => void) | undefined;
};

/** One thing that an automation does. */
export function StepRow({ n, kinds, onRemove, ...props }: Props) {
  const { step, onChange } = props;
  // One that cannot stand here any more is shown until it is another one.
  const offered = kinds.includes(step.kind) ? kinds : [step.kind, ...kinds];
  return (
    <li className="flex items-start gap-2 rounded-control border p-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
        <Choice
          label={texts.automations.step(n)}
          value={step.kind}
          options={offered.map((kind) => ({ value: kind, label: texts.automations.steps[kind] }))}
          onChange={(kind) => onChange(newStep(kind))}
        />
        <StepFields {...props} />
      </div>
      {onRemove && (
        <IconButton label={texts.automations.removeStep(n)} isSmall onClick={onRemove}>
          <Icon of={X} size={14} />
        </IconButton>
      )}
    </li>
  );
}

function StepFields({
  step,
  isOfMessage,
  channelId,
  columns,
  onChange,
}: Omit<Props, "n" | "kinds" | "onRemove">) {
  switch (step.kind) {
    case "label":
      return <LabelField tag={step.tag} onChange={(tag) => onChange({ ...step, tag })} />;
    case "move":
      return (
        <ColumnChoice place={step} columns={columns} onChange={(place) => onChange({ ...step, ...place })} />
      );
    case "post":
      return <PostFields step={step} onChange={onChange} />;
    case "create":
      return <CreateFields step={step} isOfMessage={isOfMessage} columns={columns} onChange={onChange} />;
    default:
      return <PersonFields step={step} channelId={channelId} onChange={onChange} />;
  }
}

type PersonProps = Pick<Props, "channelId" | "onChange"> & { step: StepOf<"assign" | "remind"> };

function PersonFields({ step, channelId, onChange }: PersonProps) {
  const otherwise = step.kind === "assign" ? texts.automations.whoever : texts.automations.owner;
  return (
    <>
      <PersonChoice
        userId={step.userId}
        otherwise={otherwise}
        channelId={channelId}
        onChange={(userId) => {
          const { userId: _former, ...rest } = step;
          onChange({ ...rest, ...(userId && { userId }) });
        }}
      />
      {step.kind === "remind" && (
        <>
          <DaysField
            label={texts.automations.afterDays}
            days={step.days}
            onChange={(days) => onChange({ ...step, days })}
          />
          <span className="text-small text-text-muted">
            {step.days === 0 ? texts.automations.atOnce : texts.automations.daysLater(step.days)}
          </span>
        </>
      )}
    </>
  );
}

type PostProps = Pick<Props, "onChange"> & { step: StepOf<"post"> };

function PostFields({ step, onChange }: PostProps) {
  const places = texts.automations.places;
  return (
    <>
      <Choice
        label={texts.automations.place}
        value={step.place}
        options={[
          { value: "channel", label: places.channel },
          { value: "discussion", label: places.discussion },
        ]}
        onChange={(place) => onChange({ ...step, place })}
      />
      <FillIn onPick={(text) => onChange({ ...step, text: step.text + text })} />
      <textarea
        aria-label={texts.automations.text}
        placeholder={texts.automations.textHint}
        dir="auto"
        maxLength={LIMITS.automationText}
        value={step.text}
        className={clsx(INPUT, "min-h-16 resize-none py-2 [field-sizing:content] touch:text-[16px]")}
        onChange={(event) => onChange({ ...step, text: event.target.value })}
      />
    </>
  );
}

type CreateProps = Pick<Props, "columns" | "onChange" | "isOfMessage"> & { step: StepOf<"create"> };

function CreateFields({ step, columns, isOfMessage, onChange }: CreateProps) {
  const hint = isOfMessage ? texts.automations.titleOfMessage : texts.automations.title;
  return (
    <>
      <ColumnChoice place={step} columns={columns} onChange={(place) => onChange({ ...step, ...place })} />
      {!isOfMessage && <FillIn onPick={(text) => onChange({ ...step, title: step.title + text })} />}
      <input
        aria-label={texts.automations.title}
        placeholder={hint}
        dir="auto"
        maxLength={LIMITS.taskTitle}
        value={step.title}
        className={clsx(IN_SENTENCE, "flex-1 basis-48")}
        onChange={(event) => onChange({ ...step, title: event.target.value })}
      />
    </>
  );
}

/** What a text can say of the card, and of who set it off. */
function FillIn({ onPick }: { onPick: (text: string) => void }) {
  return (
    <Menu
      trigger={
        <IconButton label={texts.automations.fill}>
          <Icon of={Braces} />
        </IconButton>
      }
    >
      {PLACEHOLDERS.map((name) => (
        <MenuItem key={name} onSelect={() => onPick(`{${name}}`)}>
          {texts.automations.placeholders[name]}
        </MenuItem>
      ))}
    </Menu>
  );
}
