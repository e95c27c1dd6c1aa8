import { clsx } from "clsx";
import { useState } from "react";

type Props = {
  label: string;
  /** "15:00", or nothing. */
  value: string;
  onChange: (time: string) => void;
  className?: string;
};

/** A field for a time of day, which counts once it is left or Enter is pressed: half a time is none yet. */
export function TimeField({ label, value, onChange, className }: Props) {
  const [typed, setTyped] = useState<string>();

  function finish(field: HTMLInputElement) {
    setTyped(undefined);
    if (field.validity.badInput) field.value = value;
    else if (field.value !== value) onChange(field.value);
  }

  return (
    <input
      type="time"
      aria-label={label}
      value={typed ?? value}
      className={clsx("tabular", className, value === "" && "text-text-muted")}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish(event.currentTarget);
        else if (event.key === "Escape" && typed !== undefined) {
          event.preventDefault();
          event.stopPropagation();
          setTyped(undefined);
        }
      }}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={(event) => finish(event.currentTarget)}
    />
  );
}
