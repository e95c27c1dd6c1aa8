import { HOUR_MS, MINUTE_MS } from "@convex/shared/time";
import { LIMITS } from "@convex/shared/limits";
import { useState } from "react";
import { EmojiMark } from "@/features/emoji";
import { EmojiButton } from "@/features/messages";
import { useSetStatus } from "@/features/presence";
import { useMe } from "@/features/users";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import { reportRefusal } from "@/platform/reportRefusal";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { TextField } from "@/ui/form/Field";

type Length = keyof typeof texts.presence.lengths;

const LENGTHS: readonly Length[] = ["never", "halfHour", "hour", "fourHours", "today", "week"];

/** The usual ones, with their emoji and how long they last. */
const SUGGESTIONS = [
  { name: "meeting", emoji: "📅", length: "hour" },
  { name: "focus", emoji: "🎧", length: "fourHours" },
  { name: "commuting", emoji: "🚌", length: "halfHour" },
  { name: "remote", emoji: "🏡", length: "today" },
  { name: "sick", emoji: "🤒", length: "today" },
  { name: "holiday", emoji: "🌴", length: "never" },
] as const satisfies { name: keyof typeof texts.presence.suggestions; emoji: string; length: Length }[];

const USUAL_EMOJI = "💬";

/** When a status of this length ends, on the clock here; days end at midnight, weeks with their Sunday. */
function endOf(length: Length, now: Date): number | undefined {
  const midnight = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).getTime();
  switch (length) {
    case "never":
      return undefined;
    case "halfHour":
      return now.getTime() + 30 * MINUTE_MS;
    case "hour":
      return now.getTime() + HOUR_MS;
    case "fourHours":
      return now.getTime() + 4 * HOUR_MS;
    case "today":
      return midnight(1);
    case "week":
      return midnight(8 - (now.getDay() || 7));
  }
}

/** What I say of myself beside my name: an emoji, a few words, and for how long. */
export default function StatusDialog({ onClose }: { onClose: () => void }) {
  const status = useMe()?.status;
  const setStatus = useSetStatus();
  const [emoji, setEmoji] = useState(status?.emoji ?? USUAL_EMOJI);
  const [text, setText] = useState(status?.text ?? "");
  // What is there keeps its end until another length is chosen.
  const [length, setLength] = useState<Length>();

  async function save() {
    const until = length === undefined ? status?.until : endOf(length, new Date());
    const isOver = until !== undefined && until <= Date.now();
    if (
      await reportRefusal(
        setStatus({ status: { emoji, text, ...(until !== undefined && !isOver && { until }) } }),
      )
    )
      onClose();
  }

  async function clear() {
    if (await reportRefusal(setStatus({ status: null }))) onClose();
  }

  return (
    <Dialog title={texts.commands.labels.status} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="flex items-end gap-2">
          <span className="grid size-9 shrink-0 place-items-center text-title touch:size-11">
            <EmojiMark emoji={emoji} />
          </span>
          <EmojiButton label={texts.presence.statusEmoji} onPick={setEmoji} />
          <TextField
            className="flex-1"
            label={texts.presence.status}
            placeholder={texts.presence.statusPlaceholder}
            value={text}
            maxLength={LIMITS.statusText}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Suggestions
          onPick={({ name, emoji: usual, length: usually }) => {
            setEmoji(usual);
            setText(texts.presence.suggestions[name]);
            setLength(usually);
          }}
        />
        <ClearAfter length={length} until={status?.until} onPick={setLength} />
        <DialogActions>
          {status && <Button onClick={() => void clear()}>{texts.presence.clearStatus}</Button>}
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button look="primary" type="submit">
            {texts.ui.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Suggestions({ onPick }: { onPick: (suggestion: (typeof SUGGESTIONS)[number]) => void }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {SUGGESTIONS.map((suggestion) => (
        <li key={suggestion.name}>
          <Button size="small" onClick={() => onPick(suggestion)}>
            <span aria-hidden>{suggestion.emoji}</span> {texts.presence.suggestions[suggestion.name]}
          </Button>
        </li>
      ))}
    </ul>
  );
}

type ClearAfterProps = {
  /** What was chosen here. */
  length: Length | undefined;
  /** When the status that is there ends. */
  until: number | undefined;
  onPick: (length: Length) => void;
};

function ClearAfter({ length, until, onPick }: ClearAfterProps) {
  const isAsBefore = length === undefined && until !== undefined;
  return (
    <label className="grid gap-1 text-small font-medium">
      {texts.presence.clearAfter}
      <select
        className="h-9 rounded-control border border-control-line bg-bg px-2 text-base font-normal touch:h-11"
        value={length ?? (isAsBefore ? "" : "never")}
        onChange={(event) => onPick(event.target.value as Length)}
      >
        {isAsBefore && <option value="">{texts.presence.until(exactTime(until))}</option>}
        {LENGTHS.map((one) => (
          <option key={one} value={one}>
            {texts.presence.lengths[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
