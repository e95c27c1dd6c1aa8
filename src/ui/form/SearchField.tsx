import { clsx } from "clsx";
import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { Icon, type IconShape } from "../Icon";
import { INPUT } from "./Field";

type Props = Omit<ComponentProps<"input">, "value" | "onChange" | "aria-label"> & {
  label: string;
  value: string;
  onChange: (value: string) => void;
  icon?: IconShape;
  /** Draws no box, for a bar of other controls. */
  isPlain?: boolean;
};

const BOXED = `${INPUT} h-9 pl-8`;
const PLAIN =
  "h-7 w-full rounded-control bg-transparent pl-7 outline-none hover:bg-bg-hover focus:bg-bg-hover focus-visible:outline-2 focus-visible:outline-accent-text";

/** Words to narrow a list down by. Escape empties it first. */
export function SearchField({ label, value, onChange, icon = Search, isPlain, className, ...rest }: Props) {
  return (
    <div className={clsx("relative min-w-0", className)}>
      <Icon
        of={icon}
        size={14}
        className={clsx(
          "pointer-events-none absolute top-1/2 -translate-y-1/2 text-text-muted",
          isPlain ? "left-2" : "left-2.5",
        )}
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        dir="auto"
        className={clsx(isPlain ? PLAIN : BOXED, "touch:h-11 touch:text-[16px]")}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
        onKeyDown={(event) => {
          rest.onKeyDown?.(event);
          if (event.defaultPrevented || event.key !== "Escape" || value === "") return;
          event.preventDefault();
          event.stopPropagation();
          onChange("");
        }}
      />
    </div>
  );
}
