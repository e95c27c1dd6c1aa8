import { useState, type FormEvent } from "react";

type Props = {
  label: string;
  name: string;
  maxLength: number;
  onSave: (name: string) => void;
  /** What stands there while it is empty, for a name that may be. */
  placeholder?: string;
};

/** A name in a list: Enter, or leaving the field, saves it. One that may not be empty comes back. */
export function NameField({ label, name, maxLength, onSave, placeholder }: Props) {
  const [text, setText] = useState(name);

  function save() {
    const isKept = text.trim() === "" && placeholder === undefined;
    if (isKept) setText(name);
    else if (text.trim() !== name) onSave(text.trim());
  }

  return (
    <form
      className="min-w-0 flex-1"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        // Leaving the field saves.
        (event.currentTarget as HTMLFormElement).querySelector("input")?.blur();
      }}
    >
      <input
        aria-label={label}
        placeholder={placeholder}
        dir="auto"
        autoComplete="off"
        maxLength={maxLength}
        value={text}
        className="h-8 w-full rounded-control bg-transparent px-2 outline-none placeholder:text-text focus:bg-bg focus:ring-2 focus:ring-accent-line/50 touch:h-11 touch:text-[16px]"
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
      />
    </form>
  );
}
