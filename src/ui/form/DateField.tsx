import { clsx } from "clsx";
import { useRef, useState } from "react";
import { fromDateInput, toDateInput } from "@/lib/time";

type Props = {
  id?: string | undefined;
  label: string;
  value: number | undefined;
  onChange: (day: number | undefined) => void;
  className?: string;
};

/**
 * A field for a day. A typed date counts once the field is left, since typing 2026 passes the years 2, 20 and 202. A day
 * chosen from the calendar counts at once. Half a date is discarded when the field is left.
 */
export function DateField({ id, label, value, onChange, className }: Props) {
  const saved = value === undefined ? "" : toDateInput(value);
  const [typed, setTyped] = useState<string>();
  const isByKeys = useRef(false);

  function finish(field: HTMLInputElement) {
    isByKeys.current = false;
    setTyped(undefined);
    if (field.validity.badInput) {
      field.value = saved;
      return;
    }
    const day = fromDateInput(field.value);
    if (field.value === "" ? value !== undefined : day !== undefined && day !== value) onChange(day);
  }

  return (
    <input
      id={id}
      type="date"
      aria-label={label}
      min="1970-01-01"
      max="9999-12-31"
      value={typed ?? saved}
      className={clsx("tabular", className, saved === "" && "text-text-muted")}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish(event.currentTarget);
        else if (event.key === "Escape" && typed !== undefined) {
          event.preventDefault();
          event.stopPropagation();
          isByKeys.current = false;
          setTyped(undefined);
        } else isByKeys.current = true;
      }}
      onPointerDown={() => {
        isByKeys.current = false;
      }}
      onChange={(event) => {
        setTyped(event.target.value);
        if (!isByKeys.current) finish(event.target);
      }}
      onBlur={(event) => finish(event.currentTarget)}
    />
  );
}
