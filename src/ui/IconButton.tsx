import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { Tooltip, type Side } from "./floating/Tooltip";

type Props = Omit<ComponentProps<"button">, "aria-label"> & {
  label: string;
  keys?: string;
  side?: Side;
  isSmall?: boolean;
};

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
