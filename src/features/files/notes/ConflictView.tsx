import { clsx } from "clsx";
import { LIMITS } from "@convex/shared/limits";
import { useState } from "react";
import { usePerson } from "@/features/users";
import { takeLostFocus } from "@/lib/focusOnMount";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Segmented } from "@/ui/form/Segmented";
import { chosenText, type Choice, type Conflict, type Piece } from "./note";
import type { NoteText } from "./useNoteText";

type Props = { conflict: Conflict; text: NoteText };

/** Where two people changed the same lines: whose are kept is chosen for each place, and both unless something else is. */
export function ConflictView({ conflict, text }: Props) {
  const { pieces, changedBy } = conflict;
  const { name } = usePerson(changedBy);
  const [choices, setChoices] = useState<readonly (Choice | undefined)[]>([]);
  const whole = chosenText(pieces, choices);
  const isTooLong = whole.length > LIMITS.noteText;
  const choose = (at: number, choice: Choice) =>
    setChoices(pieces.map((_, i) => (i === at ? choice : choices[i])));
  return (
    <section
      ref={takeLostFocus}
      tabIndex={-1}
      aria-label={texts.notes.conflict(name)}
      className="measure grid content-start gap-3 outline-none"
    >
      <div role="alert">
        <h2 className="text-title font-semibold">{texts.notes.conflict(name)}</h2>
        <p className="text-text-muted">{texts.notes.conflictWhy}</p>
      </div>
      {pieces.map((piece, i) =>
        "text" in piece ? (
          <Settled key={i} text={piece.text} />
        ) : (
          <Place
            key={i}
            piece={piece}
            name={name}
            choice={choices[i] ?? "both"}
            onChoose={(choice) => choose(i, choice)}
          />
        ),
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" disabled={isTooLong || text.isSaving} onClick={() => text.settle(whole, true)}>
          {texts.ui.save}
        </Button>
        <Button onClick={() => text.settle(whole, false)}>{texts.notes.editChosen}</Button>
        <Button look="ghost" onClick={text.backToMine}>
          {texts.notes.backToMine}
        </Button>
        {isTooLong && (
          <span role="alert" className="tabular text-meta text-danger">
            {texts.ui.length(whole.length, LIMITS.noteText)}
          </span>
        )}
      </div>
    </section>
  );
}

/** Lines around a place that are shown of what nobody has to choose. */
const AROUND = 3;

function Settled({ text }: { text: string }) {
  const lines = text.split("\n");
  const isLong = lines.length > 2 * AROUND + 1;
  const shown = isLong ? [...lines.slice(0, AROUND), "…", ...lines.slice(-AROUND)] : lines;
  return (
    <p dir="auto" className="text-small [overflow-wrap:anywhere] whitespace-pre-wrap text-text-muted">
      {shown.join("\n")}
    </p>
  );
}

type PlaceProps = {
  piece: Exclude<Piece, { text: string }>;
  name: string;
  choice: Choice;
  onChoose: (choice: Choice) => void;
};

function Place({ piece, name, choice, onChoose }: PlaceProps) {
  return (
    <div className="grid gap-2 rounded-pane border border-line-strong p-3">
      <div className="grid gap-2 wide:grid-cols-2">
        <Version label={texts.notes.byThem(name)} text={piece.theirs} isKept={choice !== "mine"} />
        <Version label={texts.notes.byMe} text={piece.mine} isKept={choice !== "theirs"} />
      </div>
      <div>
        <Segmented
          label={texts.notes.keep}
          value={choice}
          options={[
            { value: "theirs", label: texts.notes.keepTheirs(name) },
            { value: "mine", label: texts.notes.keepMine },
            { value: "both", label: texts.notes.keepBoth },
          ]}
          onChange={onChoose}
        />
      </div>
    </div>
  );
}

function Version({ label, text, isKept }: { label: string; text: string; isKept: boolean }) {
  return (
    <div className={clsx("min-w-0 rounded-control bg-bg-sunken p-2", !isKept && "line-through")}>
      <p className="text-meta text-text-muted">{label}</p>
      <p dir="auto" className="text-small [overflow-wrap:anywhere] whitespace-pre-wrap">
        {text === "" ? <i className="text-text-muted">{texts.notes.nothing}</i> : text}
      </p>
    </div>
  );
}
