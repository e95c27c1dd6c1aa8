import type { BoardColumn } from "@convex/shared/board/columns";
import { EmojiMark } from "@/features/emoji";
import { EmojiButton } from "@/features/messages";
import { texts } from "@/texts";
import type { Trigger } from "./automation";
import { ColumnChoice, DaysField, LabelField } from "./parts";

type Props = {
  when: Trigger;
  columns: readonly BoardColumn[];
  onChange: (when: Trigger) => void;
};

/** What is said of a trigger besides its kind. */
export function TriggerFields({ when, columns, onChange }: Props) {
  switch (when.kind) {
    case "moved":
      return (
        <ColumnChoice place={when} columns={columns} onChange={(place) => onChange({ ...when, ...place })} />
      );
    case "labelled":
      return <LabelField tag={when.tag} onChange={(tag) => onChange({ ...when, tag })} />;
    case "due":
      return (
        <>
          <DaysField
            label={texts.automations.days}
            days={when.days}
            onChange={(days) => onChange({ ...when, days })}
          />
          <span className="text-small text-text-muted">
            {texts.automations.daysAhead(when.days)} · {texts.automations.morning}
          </span>
        </>
      );
    case "reacted":
      return (
        <>
          <span className="text-[20px]">
            <EmojiMark emoji={when.emoji} />
          </span>
          <EmojiButton
            label={texts.automations.chooseEmoji}
            onPick={(emoji) => onChange({ ...when, emoji })}
          />
        </>
      );
    default:
      return null;
  }
}
