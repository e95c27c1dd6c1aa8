import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { Tooltip, type Side } from "./floating/Tooltip";

type Props = Omit<ComponentProps<"button">, "aria-label"> & {
  label: string;
  keys?: string;
  side?: Side;
  isSmall?: boolean;
};

/** How one lies over the corner of what it takes away: seen while that is pointed at, and always by touch. */
export const OVER_A_CORNER =
  "finger !absolute end-1.5 top-1.5 !size-7 border bg-bg-raised opacity-0 touch:opacity-100";

/** A picture-only button: the label is its name and its tooltip. */
export function IconButton({ label, keys, side, isSmall, className, type = "button", ...rest }: Props) {
  return (
    <Tooltip label={label} keys={keys} side={side}>
      <button
        type={type}
        aria-label={label}
        className={clsx(
          "inline-grid shrink-0 place-items-center rounded-control text-text-muted transition-colors duration-100 hover:bg-bg-hover hover:text-text disabled:pointer-events-none disabled:opacity-40 data-[state=open]:bg-bg-active data-[state=open]:text-text aria-pressed:bg-accent-soft aria-pressed:text-accent-text",
          isSmall ? "size-7 touch:size-11" : "size-8 touch:size-11",
          className,
        )}
        {...rest}
      />
    </Tooltip>
  );
}
