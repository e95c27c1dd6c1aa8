import { LIMITS } from "@convex/shared/limits";
import { clsx } from "clsx";
import { useEffect, useId, useRef, type KeyboardEvent } from "react";
import type { ChannelId } from "@/features/channels";
import { focusOnMount } from "@/lib/focusOnMount";
import { texts } from "@/texts";
import { CompletionBox } from "@/ui/form/CompletionBox";
import { QuickChips } from "./QuickChips";
import { nameOfBox, useQuickBox } from "./useQuickBox";
import { withoutParts, type QuickText, type Reading } from "./useQuickText";

type Props = {
  id?: string;
  /** Where no label of its own names it. */
  label?: string;
  placeholder?: string;
  isRequired?: boolean;
  value: QuickText;
  reading: Reading;
  channelId: ChannelId | undefined;
  className: string;
  /** Suggestions stand below the field. */
  opensBelow?: boolean;
  onChange: (next: (now: QuickText) => QuickText) => void;
  onEnter: () => void;
  onEscape?: () => void;
  onBlur?: () => void;
  /** @returns true where it takes several lines; a line of its own is put in as it is */
  onPaste?: (text: string) => boolean;
};

/** The title of a new task: people and labels are offered, and what is understood stands below it. */
export function QuickField(props: Props) {
  const { id, label, placeholder, value, reading, channelId, className, opensBelow = false } = props;
  const { isRequired } = props;
  const { onChange, onEnter, onEscape, onBlur, onPaste } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const box = useQuickBox({
    field,
    channelId,
    onPick: ({ id: picked, name }) =>
      onChange((now) => ({ ...now, people: [...now.people, { id: picked, name }] })),
  });
  useEffect(() => focusOnMount(field.current), []);
  const source = { ...box, label: nameOfBox(box.isPeople), said: texts.quick.found(box.options.length) };

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || box.handleKey(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      onEnter();
    } else if (event.key === "Escape" && onEscape) {
      event.stopPropagation();
      onEscape();
    }
  }

  return (
    <div className="relative min-w-0">
      <div className="relative">
        <CompletionBox id={listId} source={source} active={box.active} isBelow={opensBelow} />
        <textarea
          id={id}
          ref={field}
          rows={1}
          required={isRequired}
          dir="auto"
          aria-label={label}
          placeholder={placeholder}
          value={value.text}
          maxLength={LIMITS.taskTitle}
          enterKeyHint="done"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={box.isOpen ? listId : undefined}
          aria-activedescendant={box.isOpen ? `${listId}-${box.active}` : undefined}
          className={clsx("block w-full resize-none outline-none [field-sizing:content]", className)}
          onChange={({ target }) => {
            const text = target.value.replaceAll("\n", " ");
            onChange((now) => ({ ...now, text }));
            box.follow(target);
          }}
          onSelect={(event) => box.follow(event.currentTarget)}
          onKeyDown={handleKey}
          onPaste={(event) => {
            if (onPaste?.(event.clipboardData.getData("text/plain"))) event.preventDefault();
          }}
          onBlur={() => {
            box.close();
            onBlur?.();
          }}
        />
      </div>
      {value.text === "" && <p className="mt-1.5 px-1 text-meta text-text-muted">{texts.quick.hint}</p>}
      <QuickChips
        text={value.text}
        parts={reading.parts}
        onRemove={(part) => onChange((now) => ({ ...now, text: withoutParts(now.text, [part]) }))}
      />
    </div>
  );
}
