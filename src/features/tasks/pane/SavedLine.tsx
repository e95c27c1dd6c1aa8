import { focusOnMount } from "@/lib/focusOnMount";
import { useSavedText } from "./useSavedText";

type Props = {
  label: string;
  place: string;
  saved: string;
  save: (text: string) => void;
  maxLength: number;
  className: string;
  title?: string | undefined;
  placeholder?: string;
  isFocused?: boolean;
};

/** A line of text that wraps: Enter and leaving it save, Escape takes back what was typed. */
export function SavedLine({ label, place, saved, save, isFocused = false, className, ...shown }: Props) {
  const { text, setText, commit, drop } = useSavedText({ place, saved, save });
  return (
    <textarea
      {...shown}
      rows={1}
      dir="auto"
      ref={isFocused ? focusOnMount : undefined}
      aria-label={label}
      value={text}
      className={`resize-none rounded-control px-2 py-1 outline-none [field-sizing:content] ${className}`}
      onChange={(event) => setText(event.target.value.replaceAll("\n", " "))}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") {
          event.preventDefault();
          event.currentTarget.blur();
        } else if (event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          drop();
        }
      }}
    />
  );
}
