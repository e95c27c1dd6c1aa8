import { useEffect, useId, useImperativeHandle, useRef, type KeyboardEvent, type Ref } from "react";
import type { Person } from "../mentions";
import { markOfKey } from "./formats";
import { MentionBox } from "./MentionBox";
import { insertText, wrapSelection } from "./textArea";
import { useMentionBox } from "./useMentionBox";

/** What a toolbar around the field may ask of it. */
export type FieldHandle = { focus: () => void; insert: (text: string) => void; wrap: (mark: string) => void };

type Props = {
  label: string;
  placeholder?: string;
  value: string;
  people: readonly Person[];
  ref?: Ref<FieldHandle>;
  focusesOnMount?: boolean;
  maxLength?: number;
  onChange: (value: string) => void;
  onPick: (person: Person) => void;
  onSubmit: () => void;
  /** Keys that are neither the list's nor formatting nor Enter. */
  onOtherKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
};

/** The text field of messages: mentions, formatting keys, Enter sends, Shift+Enter breaks the line. */
export function MessageField(props: Props) {
  const {
    label,
    placeholder,
    value,
    people,
    ref,
    focusesOnMount,
    maxLength,
    onChange,
    onPick,
    onSubmit,
    onOtherKey,
  } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    if (focusesOnMount) area.current?.focus();
  }, [focusesOnMount]);
  const box = useMentionBox({ field: area, people, onPick });

  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    insert: (text) => {
      const field = area.current;
      if (field) insertText(field, field.selectionStart, field.selectionEnd, text);
    },
    wrap: (mark) => area.current && wrapSelection(area.current, mark),
  }));

  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return; // an input method is at work
    if (box.handleKey(event)) return;
    const mark = markOfKey(event);
    if (mark) {
      event.preventDefault();
      wrapSelection(event.currentTarget, mark);
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      onSubmit();
    } else {
      onOtherKey?.(event);
    }
  }

  return (
    <div className="relative min-w-0 flex-1">
      {box.isOpen && <MentionBox id={id} hits={box.hits} active={box.active} onPick={box.pick} />}
      <textarea
        ref={area}
        rows={1}
        value={value}
        aria-label={label}
        placeholder={placeholder ?? label}
        maxLength={maxLength}
        enterKeyHint="send"
        className="block max-h-[min(40dvh,320px)] w-full resize-none bg-transparent text-message outline-none [field-sizing:content] touch:text-[16px]"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={box.isOpen ? id : undefined}
        aria-activedescendant={box.isOpen ? `${id}-${box.active}` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
          box.follow(event.target);
        }}
        onSelect={(event) => box.follow(event.currentTarget)}
        onBlur={box.close}
        onKeyDown={handleKey}
      />
      <span role="status" className="sr-only">
        {box.isOpen ? `${box.hits.length} people` : ""}
      </span>
    </div>
  );
}
