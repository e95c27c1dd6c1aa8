import { LIMITS } from "@convex/shared/limits";
import { tagKey } from "@convex/shared/board/facts";
import { X } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { matching } from "@/ui/form/OptionPicker";
import { TagDot } from "./labels/LabelDot";
import { useLabels } from "./labels/LabelsContext";
import { Suggestions } from "./labels/Suggestions";
import type { Label } from "./labels/useLabels";

type Props = { tags: readonly string[]; onChange: (tags: string[]) => void };

/** The most labels that are offered at once. */
const OFFERED = 8;

/** Labels that begin with, or have, what is typed, and are no tags yet. */
function offered(labels: readonly Label[], tags: readonly string[], text: string): readonly string[] {
  const known = new Set(tags.map(tagKey));
  const free = labels.filter(({ name }) => !known.has(tagKey(name)));
  const options = free.map(({ name }) => ({ id: name, label: name }));
  return matching(options, text)
    .slice(0, OFFERED)
    .map(({ label }) => label);
}

/** Tags as pills, with a field for the next: Enter, a comma and leaving the field add it. Labels are offered. */
export function TagsField({ tags, onChange }: Props) {
  const labels = useLabels();
  const listId = useId();
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  /** Of what is offered; -1: what is typed. */
  const [active, setActive] = useState(-1);
  const hits = isOpen ? offered(labels, tags, text) : [];

  function type(next: string) {
    setText(next);
    setActive(-1);
    setIsOpen(true);
  }

  function add(given: string) {
    const typed = given.trim();
    const tag = labels.find(({ name }) => tagKey(name) === tagKey(typed))?.name ?? typed;
    if (tag && !tags.includes(tag)) onChange([...tags, tag]);
    type("");
  }

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const chosen = hits[active];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && labels.length > 0) {
      setIsOpen(true);
      setActive(Math.max(-1, Math.min(active + step, hits.length - 1)));
    } else if (event.key === "Escape" && hits.length > 0) {
      event.stopPropagation();
      setIsOpen(false);
    } else if (event.key === "," || (event.key === "Enter" && (chosen ?? text.trim()) !== "")) {
      add(chosen ?? text);
    } else {
      if (event.key === "Backspace" && text === "" && tags.length > 0) onChange(tags.slice(0, -1));
      return;
    }
    event.preventDefault();
  }

  return (
    <div className="relative flex min-h-7 flex-wrap items-center gap-1 px-2 touch:min-h-11 touch:py-1">
      {tags.map((tag) => (
        <Pill key={tag} tag={tag} onRemove={() => onChange(tags.filter((other) => other !== tag))} />
      ))}
      <input
        aria-label={texts.tasks.addATag}
        placeholder={tags.length === 0 ? texts.tasks.addATag : ""}
        dir="auto"
        value={text}
        maxLength={LIMITS.tag}
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        className="h-6 min-w-20 flex-1 rounded-mark bg-transparent outline-none focus-visible:bg-bg-hover touch:h-11 touch:text-[16px]"
        onChange={(event) => type(event.target.value)}
        onFocus={() => setIsOpen(true)}
        onKeyDown={handleKey}
        onBlur={() => {
          add(text);
          setIsOpen(false);
        }}
      />
      <Suggestions id={listId} names={hits} active={active} onPick={add} />
    </div>
  );
}

const Pill = ({ tag, onRemove }: { tag: string; onRemove: () => void }) => (
  <span className="flex h-5 max-w-full items-center gap-1 rounded-full border pr-0.5 pl-2 text-meta touch:h-8 touch:pl-3">
    <TagDot tag={tag} />
    <span className="truncate" dir="auto">
      {tag}
    </span>
    <button
      type="button"
      aria-label={texts.tasks.removeTag(tag)}
      className="relative finger grid size-4 place-items-center rounded-full text-text-muted hover:bg-bg-active hover:text-text touch:size-8"
      onClick={onRemove}
    >
      <Icon of={X} size={11} />
    </button>
  </span>
);
