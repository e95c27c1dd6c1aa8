import { insertText } from "@/lib/insertText";
import type { Id } from "@convex/_generated/dataModel";
import { useEffect, useId, useImperativeHandle, useRef, type KeyboardEvent, type Ref } from "react";
import { useIsTouch } from "@/platform/useMedia";
import { indentItems } from "./blocks";
import { formatOfKey, type Format } from "./formats";
import { isInCode, lineBreak } from "./lines";
import { CompletionBox } from "@/ui/form/CompletionBox";
import { changeArea } from "./textArea";
import { takePaste } from "./paste";
import { useCompletions } from "./useCompletions";
import type { MarkedField } from "./useMessageDraft";

/** What a toolbar around the field may ask of it. */
export type FieldHandle = {
  focus: () => void;
  insert: (text: string) => void;
  format: (format: Format) => void;
};

type Props = {
  label: string;
  placeholder?: string;
  field: MarkedField;
  /** Its people are offered first. */
  channelId: Id<"channels"> | undefined;
  ref?: Ref<FieldHandle>;
  focusesOnMount?: boolean;
  /** Whether what is typed elsewhere on the page comes here. */
  takesTyping?: boolean;
  /** Whether everybody in the channel can be called. */
  canCall?: boolean;
  /** Whether with Shift, which sends a task. */
  onSubmit: (isShift: boolean) => void;
  /** Files that are pasted; without it they are refused. */
  onFiles?: (files: File[]) => void;
  /** Keys that are neither the list's nor formatting nor a line break. */
  onOtherKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
};

type Press = KeyboardEvent<HTMLTextAreaElement>;

/** Enter sends, except where it writes: by touch, and inside of a block of code; Mod+Enter always sends, and Mod+Shift+Enter. */
function sends({ key, shiftKey, altKey, ctrlKey, metaKey, currentTarget }: Press, isTouch: boolean): boolean {
  if (key !== "Enter" || altKey) return false;
  const before = currentTarget.value.slice(0, currentTarget.selectionStart);
  return ctrlKey || metaKey || !(shiftKey || isTouch || isInCode(before));
}

/** Goes on with a list, a quote or code; a plain line break is the browser's own. */
function breakLine(event: Press): void {
  const area = event.currentTarget;
  const { selectionStart: from, selectionEnd: to, value } = area;
  const { text, replaces } = lineBreak(value.slice(0, from));
  if (text === "\n") return;
  event.preventDefault();
  insertText(area, from - replaces, to, text);
}

/** In a list, Tab goes a level deeper and Shift+Tab back; elsewhere both leave the field. */
function indent(event: Press): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const { currentTarget: area, shiftKey } = event;
  const { selectionStart: from, selectionEnd: to, value } = area;
  const change = indentItems({ value, from, to }, shiftKey ? -1 : 1);
  if (change) changeArea(() => change)(area);
  return change !== null;
}

/** The text field of messages: mentions, formatting keys, lists and code that go on. */
export function MessageField(props: Props) {
  const { label, placeholder, field, channelId, ref, focusesOnMount, takesTyping } = props;
  const { canCall = false, onSubmit, onFiles, onOtherKey } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const isTouch = useIsTouch();
  useEffect(() => {
    if (!focusesOnMount || !area.current) return;
    area.current.focus();
    area.current.setSelectionRange(area.current.value.length, area.current.value.length);
  }, [focusesOnMount]);
  const takesCommands = takesTyping === true;
  const box = useCompletions({ field: area, channelId, takesCommands, canCall, onPick: field.addPerson });

  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    insert: (text) => {
      const { current } = area;
      if (current) insertText(current, current.selectionStart, current.selectionEnd, text);
    },
    format: ({ apply }) => area.current && apply(area.current),
  }));

  function handleKey(event: Press) {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return; // an input method is at work
    if (box.handleKey(event)) return;
    const format = formatOfKey(event);
    if (format) {
      event.preventDefault();
      format.apply(event.currentTarget);
    } else if (event.key === "Tab" && indent(event)) {
      event.preventDefault();
    } else if (sends(event, isTouch)) {
      event.preventDefault();
      onSubmit(event.shiftKey);
    } else if (event.key === "Enter") {
      breakLine(event);
    } else {
      onOtherKey?.(event);
    }
  }

  return (
    <div className="relative min-w-0 flex-1">
      <CompletionBox id={id} source={box} active={box.active} />
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        value={field.value.text}
        aria-label={label}
        placeholder={placeholder ?? label}
        enterKeyHint={isTouch ? "enter" : "send"}
        className="block max-h-[min(40dvh,320px)] w-full resize-none bg-transparent text-message outline-none [field-sizing:content] placeholder:truncate touch:text-[16px]"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={box.isOpen ? id : undefined}
        aria-activedescendant={box.isOpen ? `${id}-${box.active}` : undefined}
        {...(takesTyping && { "data-typing": "" })}
        onChange={(event) => {
          field.setText(event.target.value);
          box.follow(event.target);
        }}
        onSelect={(event) => box.follow(event.currentTarget)}
        onBlur={box.close}
        onKeyDown={handleKey}
        onPaste={(event) => onFiles && takePaste(event, onFiles)}
      />
    </div>
  );
}
