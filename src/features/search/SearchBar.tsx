import type { Operator } from "@convex/shared/search/query";
import { LIMITS } from "@convex/shared/limits";
import { clsx } from "clsx";
import { Search, X } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";
import { focusOnMount } from "@/lib/focusOnMount";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { fromField, toField, typingIn, withOperator, type Field } from "./chips";
import { useChipLabel } from "./useChipLabel";
import { useSuggestions, type Choice, type Suggestion } from "./useSuggestions";

type Props = { text: string; isFocused: boolean; onSearch: (text: string) => void };

/** Words and filters. What is chosen of the suggestions becomes a chip; Enter searches. Mount with `key={text}`. */
export function SearchBar({ text, isFocused, onSearch }: Props) {
  const [field, setField] = useState(() => toField(text));
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const suggestions = useSuggestions(field);
  const listId = useId();
  const isShown = isOpen && suggestions.length > 0;
  const change = (next: Field) => {
    setField(next);
    setChosen(typingIn(next.words) ? 0 : -1);
    setIsOpen(true);
  };
  const search = (next: Field) => {
    setIsOpen(false);
    onSearch(fromField(toField(fromField(next))));
  };
  const choose = (choice: Choice) => {
    if (choice.kind === "search") search(toField(choice.text));
    else if (choice.kind === "operator") change({ ...field, words: withOperator(field.words, choice.name) });
    else search(withValue(field, choice));
  };
  const remove = (at: number) => search({ ...field, chips: field.chips.filter((_, i) => i !== at) });
  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && suggestions.length > 0) {
      setIsOpen(true);
      setChosen((chosen + step + suggestions.length) % suggestions.length);
    } else if (event.key === "Enter") {
      const suggestion = isShown ? suggestions[chosen] : undefined;
      if (suggestion) choose(suggestion.choice);
      else search(field);
    } else if (event.key === "Escape" && isShown) setIsOpen(false);
    else if (event.key === "Backspace" && field.words === "" && field.chips.length > 0)
      change({ ...field, chips: field.chips.slice(0, -1) });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className="relative border-b px-4 py-2 max-wide:px-2"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setIsOpen(false)}
    >
      <div className="flex min-h-9 flex-wrap items-center gap-1.5 rounded-control border border-control-line bg-bg px-2.5 py-1 focus-within:outline-2 focus-within:outline-accent-text touch:min-h-11">
        <Icon of={Search} size={14} className="text-text-muted" />
        {field.chips.map((chip, i) => (
          <Chip key={i} chip={chip} onRemove={() => remove(i)} />
        ))}
        <input
          type="text"
          role="combobox"
          data-typing
          aria-label={texts.search.searchWorkspace}
          placeholder={field.chips.length === 0 ? texts.search.searchWorkspace : undefined}
          aria-expanded={isShown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isShown && chosen >= 0 ? `${listId}-${chosen}` : undefined}
          ref={isFocused ? focusOnMount : undefined}
          enterKeyHint="search"
          dir="auto"
          maxLength={LIMITS.searchText}
          value={field.words}
          className="min-w-32 flex-1 bg-transparent outline-none touch:text-[16px]"
          onChange={(event) => change({ ...field, words: event.target.value })}
          onFocus={() => field.words === "" && field.chips.length === 0 && setIsOpen(!isFocused)}
          onClick={() => setIsOpen(true)}
          onKeyDown={handleKey}
        />
      </div>
      {isShown && <Suggestions id={listId} suggestions={suggestions} chosen={chosen} onChoose={choose} />}
    </div>
  );
}

/** The field with the operator that was typed as a chip. */
function withValue(
  { chips, words }: Field,
  { name, value, isNot }: Extract<Choice, { kind: "value" }>,
): Field {
  return { chips: [...chips, { name, value, isNot }], words: typingIn(words)?.before ?? words };
}

function Chip({ chip, onRemove }: { chip: Operator; onRemove: () => void }) {
  const label = useChipLabel(chip);
  return (
    <span className="inline-flex h-6 max-w-60 items-center gap-1 rounded-full bg-accent-soft pl-2 text-small text-accent-text touch:h-8">
      <span dir="auto" className="truncate">
        {label}
      </span>
      <button
        type="button"
        aria-label={texts.search.removeFilter(label)}
        className="relative finger grid size-6 shrink-0 place-items-center rounded-full hover:bg-bg-active touch:size-8"
        onClick={onRemove}
      >
        <Icon of={X} size={12} />
      </button>
    </span>
  );
}

type ListProps = {
  id: string;
  suggestions: readonly Suggestion[];
  chosen: number;
  onChoose: (choice: Choice) => void;
};

function Suggestions({ id, suggestions, chosen, onChoose }: ListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={texts.search.suggestions}
      className="anim-rise absolute inset-x-4 top-full z-30 -mt-1 max-h-80 overflow-y-auto rounded-pane bg-bg-raised p-1.5 shadow-float max-wide:inset-x-2"
    >
      {suggestions.map(({ id: key, label, hint, leading, choice }, i) => (
        <div
          key={key}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === chosen}
          className={clsx(
            "flex h-8 cursor-default items-center gap-2.5 rounded-control px-2 hover:bg-bg-hover touch:h-11",
            i === chosen && "bg-bg-active",
          )}
          onPointerDown={(event) => {
            // The field keeps the keyboard.
            event.preventDefault();
            onChoose(choice);
          }}
        >
          {leading}
          <span dir="auto" className="min-w-0 truncate">
            {label}
          </span>
          {hint && <span className="min-w-0 flex-1 truncate text-meta text-text-muted">{hint}</span>}
        </div>
      ))}
    </div>
  );
}
