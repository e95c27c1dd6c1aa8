import { LIMITS } from "@convex/shared/limits";
import { LEVELS } from "@convex/shared/ringing/levels";
import { useState } from "react";
import { useMe } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { CheckField, TextAreaField } from "@/ui/form/Field";
import { Segmented } from "@/ui/form/Segmented";
import { Bone, Loading } from "@/ui/Skeleton";
import { endOf, endText, PAUSES, type Length } from "../lengths";
import { useChoices, usePause, type Choices } from "../useChoices";
import { BrowserPart } from "./BrowserPart";
import { Part } from "./Part";
import { QuietHoursPart } from "./QuietHoursPart";

type PartProps = { choices: Choices; choose: ReturnType<typeof useChoices>["choose"] };

/** Of what I am rung, when not, and what this browser does then. */
export function RingSettings() {
  const { choices, choose } = useChoices();
  if (!choices) {
    return (
      <Loading label={texts.ringing.loading}>
        <Bone className="h-64 w-full" />
      </Loading>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-6">
      <LevelPart choices={choices} choose={choose} />
      <KeywordsPart key={choices.keywords.join()} choices={choices} choose={choose} />
      <PausePart />
      <QuietHoursPart
        quietHours={choices.quietHours}
        onChange={(quietHours) => void reportRefusal(choose({ quietHours }))}
      />
      <CheckField
        label={texts.ringing.urgentThrough}
        hint={texts.ringing.urgentThroughHint}
        checked={!choices.refusesUrgent}
        onChange={(isOn) => void reportRefusal(choose({ refusesUrgent: !isOn }))}
      />
      <BrowserPart />
    </div>
  );
}

function LevelPart({ choices: { level, workspaceLevel }, choose }: PartProps) {
  const value = level ?? "usual";
  return (
    <Part title={texts.ringing.ringFor} about={texts.ringing.usualAbout}>
      <Segmented
        label={texts.ringing.ringFor}
        value={value}
        options={[
          ...LEVELS.map((one) => ({ value: one, label: texts.ringing.levels[one] })),
          { value: "usual" as const, label: texts.ringing.asWorkspace },
        ]}
        onChange={(next) => void reportRefusal(choose({ level: next === "usual" ? null : next }))}
      />
      <p className="text-small text-text-muted">
        {level === undefined && `${texts.ringing.asWorkspaceAbout(texts.ringing.levels[workspaceLevel])} `}
        {texts.ringing.levelsAbout[level ?? workspaceLevel]}
      </p>
    </Part>
  );
}

const wordsIn = (text: string): string[] =>
  text
    .split(/[,\n]/u)
    .map((word) => word.trim())
    .filter((word) => word !== "");

function KeywordsPart({ choices: { keywords }, choose }: PartProps) {
  const [text, setText] = useState(keywords.join(", "));
  const words = wordsIn(text);
  const isChanged = words.join() !== keywords.join();
  return (
    <form
      className="grid grid-cols-1 gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void reportRefusal(choose({ keywords: words }));
      }}
    >
      <TextAreaField
        label={texts.ringing.keywords}
        hint={texts.ringing.keywordsAbout}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {isChanged && (
        <div className="flex items-center gap-3">
          <Button type="submit" disabled={words.length > LIMITS.keywords}>
            {texts.ui.save}
          </Button>
          <span className="tabular text-small text-text-muted">
            {texts.ringing.keywordsLeft(words.length, LIMITS.keywords)}
          </span>
        </div>
      )}
    </form>
  );
}

function PausePart() {
  const pausedUntil = useMe()?.pausedUntil ?? 0;
  const now = useNow();
  const pause = usePause();
  const [length, setLength] = useState<Length>("hour");
  const set = (until: number | null) => void reportRefusal(pause({ until }));
  const isPaused = pausedUntil > now;
  const end = endText(pausedUntil);
  return (
    <Part title={texts.ringing.pause} about={texts.ringing.pauseAbout}>
      {isPaused ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => set(null)}>{texts.ringing.resume}</Button>
          <span role="status" className="text-small text-text-muted">
            {end === undefined ? texts.ringing.isPausedForGood : texts.ringing.isPausedNow(end)}
          </span>
        </div>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <select
            aria-label={texts.ringing.pause}
            className="h-9 rounded-control border border-control-line bg-bg px-2 touch:h-11 touch:text-[16px]"
            value={length}
            onChange={(event) => setLength(event.target.value as Length)}
          >
            {PAUSES.map((one) => (
              <option key={one} value={one}>
                {texts.ringing.lengths[one]}
              </option>
            ))}
          </select>
          <Button onClick={() => set(endOf(length, Date.now()))}>{texts.ringing.pause}</Button>
        </div>
      )}
    </Part>
  );
}
