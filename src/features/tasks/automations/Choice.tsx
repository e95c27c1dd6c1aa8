import { clsx } from "clsx";
import { INPUT } from "@/ui/form/Field";

type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
};

/** How fields inside of a sentence look. */
export const IN_SENTENCE = clsx(INPUT, "h-9 !w-auto min-w-0 touch:h-11 touch:text-[16px]");

/** One of some, inside of a sentence. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <select
      aria-label={label}
      value={value}
      className={clsx(IN_SENTENCE, "max-w-full")}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
