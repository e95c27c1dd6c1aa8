import { clsx } from "clsx";
import { useId, type ReactNode } from "react";

type Option<T extends string> = { value: T; label: ReactNode; leading?: ReactNode };
type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
};

/** One choice out of a few, all in sight. */
export function Segmented<T extends string>({ label, value, options, onChange }: Props<T>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex flex-wrap rounded-control bg-bg-active p-0.5"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            "relative inline-flex h-7 items-center justify-center gap-1.5 rounded-[5px] px-2.5 text-small font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent-text touch:h-11 touch:min-w-11",
            option.value === value
              ? "bg-bg-raised text-text shadow-near dark:bg-line-strong"
              : "text-text-muted hover:text-text",
          )}
        >
          <input
            type="radio"
            name={name}
            className="absolute inset-0 size-full appearance-none opacity-0"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.leading}
          {option.label}
        </label>
      ))}
    </div>
  );
}
