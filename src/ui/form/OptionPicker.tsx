import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { focusOnMount } from "@/lib/focusOnMount";
import { fold } from "@/lib/text";
import { texts } from "@/texts";
import { Icon } from "../Icon";
import { SearchField } from "./SearchField";

export type Option = {
  id: string;
  label: string;
  /** Stands behind the label, quietly. */
  note?: string | undefined;
  leading?: ReactNode;
};

type Props = {
  searchLabel: string;
  listLabel: string;
  options: readonly Option[];
  chosen: ReadonlySet<string>;
  onPick: (id: string) => void;
  /** Whether more than one may be chosen: the field is emptied for the next. */
  isMultiple?: boolean;
  /** Called for Enter in the empty field, once something is chosen. */
  onDone?: () => void;
};

/** The most options drawn at once; a line below the list says how many there are. */
const MOST_SHOWN = 100;

/** The options whose label contains the text; those that begin with it come first. */
export function matching(options: readonly Option[], text: string): readonly Option[] {
  const wanted = fold(text.trim());
  if (wanted === "") return options;
  const hits = options.filter(({ label }) => fold(label).includes(wanted));
  const begins = (option: Option) => fold(option.label).startsWith(wanted);
  return [...hits.filter(begins), ...hits.filter((option) => !begins(option))];
}

/** A list to choose from, with a field to narrow it down: arrows move, Enter chooses. */
export function OptionPicker(props: Props) {
  const { searchLabel, listLabel, options, chosen, onPick, isMultiple = false, onDone } = props;
  const id = useId();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const hits = matching(options, text);
  const shown = hits.slice(0, MOST_SHOWN);

  function pick(optionId: string) {
    onPick(optionId);
    if (isMultiple) {
      setText("");
      setActive(0);
    }
  }

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: shown.length - 1 }[event.key];
    const option = shown[active];
    if (step !== undefined && shown.length > 0) setActive((active + step) % shown.length);
    else if (event.key === "Enter" && text === "" && chosen.size > 0 && onDone) onDone();
    else if (event.key === "Enter" && option) pick(option.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="grid min-h-0 gap-2">
      <SearchField
        label={searchLabel}
        value={text}
        ref={focusOnMount}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        onChange={(next) => {
          setText(next);
          setActive(0);
        }}
        onKeyDown={handleKey}
      />
      <div
        id={id}
        role="listbox"
        aria-label={listLabel}
        aria-multiselectable={isMultiple}
        className="-mx-1 grid max-h-64 content-start overflow-y-auto px-1 py-0.5"
      >
        {shown.map((option, i) => (
          <OptionRow
            key={option.id}
            id={`${id}-${i}`}
            option={option}
            isActive={i === active}
            isChosen={chosen.has(option.id)}
            onPick={() => pick(option.id)}
          />
        ))}
      </div>
      {hits.length === 0 && <p className="px-2 pb-2 text-text-muted">{texts.ui.noMatchesFor(text.trim())}</p>}
      {hits.length > MOST_SHOWN && (
        <p role="status" className="px-2 pb-1 text-meta text-text-muted">
          {texts.ui.showingFirst(MOST_SHOWN, hits.length)}
        </p>
      )}
    </div>
  );
}

type RowProps = {
  id: string;
  option: Option;
  isActive: boolean;
  isChosen: boolean;
  onPick: () => void;
};

function OptionRow({ id, option: { label, note, leading }, isActive, isChosen, onPick }: RowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={clsx(
        "flex h-9 cursor-default items-center gap-2 rounded-control px-2 hover:bg-bg-hover touch:h-11",
        isActive && "bg-bg-active",
      )}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {leading}
      <span className="min-w-0 truncate" dir="auto" title={label}>
        {label}
      </span>
      {note && <span className="shrink-0 text-meta text-text-muted">{note}</span>}
      {isChosen && <Icon of={Check} className="ml-auto text-accent-text" />}
    </div>
  );
}
