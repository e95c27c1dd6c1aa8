import { clsx } from "clsx";
import type { ComponentProps } from "react";

type Look = "primary" | "secondary" | "ghost" | "danger";

const LOOKS: Record<Look, string> = {
  primary: "bg-accent text-on-accent shadow-near hover:bg-accent-hover",
  secondary: "border border-line-strong bg-bg-raised text-text shadow-near hover:bg-bg-hover",
  ghost: "text-text-muted hover:bg-bg-hover hover:text-text",
  danger: "bg-danger-soft text-danger hover:brightness-95 dark:hover:brightness-110",
};

type Props = ComponentProps<"button"> & { look?: Look; size?: "small" | "medium" | "large" };

const SIZES = {
  small: "h-7 px-2 text-small touch:h-11 touch:min-w-11",
  medium: "h-8 px-3 text-base touch:h-11 touch:min-w-11",
  large: "h-10 px-4 text-base touch:h-11 touch:min-w-11",
};

export function Button({ look = "secondary", size = "medium", type = "button", className, ...rest }: Props) {
  return (
    <button
      type={type}
      className={clsx(
        "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap transition-[background-color,color,opacity,filter] duration-100",
        "disabled:pointer-events-none disabled:opacity-50 [&_svg]:shrink-0",
        LOOKS[look],
        SIZES[size],
        className,
      )}
      {...rest}
    />
  );
}
