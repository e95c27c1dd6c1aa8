import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { focusOnMount } from "@/lib/focusOnMount";
import { fold } from "@/lib/text";
import { texts } from "@/texts";
import { Icon } from "../Icon";
import { SearchField } from "./SearchField";
import { useFirstFound } from "./useFirstFound";

export type Option = {
  id: string;
  label: string;
  /** Stands behind the label, quietly. */
  note?: string | undefined;
  leading?: ReactNode;
};

type CommonProps = {
  searchLabel: string;
  listLabel: string;
  chosen: ReadonlySet<string>;
  onPick: (id: string) => void;
  /** Whether more than one may be chosen: the field is emptied for the next. */
  isMultiple?: boolean;
  /** Called for Enter in the empty field, once something is chosen. */
  onDone?: () => void;
};

type Props = CommonProps & { options: readonly Option[] };

type SearchProps = CommonProps & {
  text: string;
  onTextChange: (text: string) => void;
  /** The options that fit the text, the best first. */
  hits: readonly Option[];
  /** Whether more may still be found. */
  isPending?: boolean;
  /** Stands below the list. */
  foot?: string | undefined;
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

/** A list to choose from, with a field to narrow it down. */
export function OptionPicker({ options, ...rest }: Props) {
  const [text, setText] = useState("");
  const hits = matching(options, text);
  const foot = hits.length > MOST_SHOWN ? texts.ui.showingFirst(MOST_SHOWN, hits.length) : undefined;
  return (
    <OptionSearch text={text} onTextChange={setText} hits={hits.slice(0, MOST_SHOWN)} foot={foot} {...rest} />
  );
}

/** A field to search by, and what was found: arrows move, Enter chooses. */
export function OptionSearch(props: SearchProps) {
  const { searchLabel, listLabel, text, hits, chosen, isPending = false, isMultiple = false, foot } = props;
  const { onPick, onTextChange, onDone } = props;
  const id = useId();
  const [at, setActive] = useState(0);
  const active = Math.max(0, Math.min(at, hits.length - 1));
  const waitForFirst = useFirstFound({ text, isPending, first: hits[0], onPick: ({ id: hit }) => pick(hit) });

  function pick(optionId: string) {
    onPick(optionId);
    if (isMultiple) {
      onTextChange("");
      setActive(0);
    }
  }

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: hits.length - 1 }[event.key];
    const option = hits[active];
    const isEnter = event.key === "Enter";
    if (step !== undefined && hits.length > 0) setActive((active + step) % hits.length);
    else if (isEnter && text === "" && chosen.size > 0 && onDone) onDone();
    else if (isEnter && option) pick(option.id);
    else if (!isEnter || !waitForFirst()) return;
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
        aria-activedescendant={hits.length > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        onChange={(next) => {
          onTextChange(next);
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
        {hits.map((option, i) => (
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
      {hits.length === 0 && !isPending && text.trim() !== "" && (
        <p className="px-2 pb-2 text-text-muted">{texts.ui.noMatchesFor(text.trim())}</p>
      )}
      {foot !== undefined && (
        <p role="status" className="px-2 pb-1 text-meta text-text-muted">
          {foot}
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
