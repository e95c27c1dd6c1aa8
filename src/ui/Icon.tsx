import { clsx } from "clsx";
import type { ComponentType } from "react";

/** A shape of lucide's, or one drawn like them. */
export type IconShape = ComponentType<{
  size?: number;
  strokeWidth?: number;
  fill?: string;
  role?: "img";
  "aria-hidden"?: boolean;
  "aria-label"?: string;
  className?: string;
}>;

type Props = {
  of: IconShape;
  size?: number;
  /** Read aloud; without one the icon is decoration. */
  label?: string;
  isFilled?: boolean;
  className?: string | undefined;
};

/** Every icon, in one stroke. */
export function Icon({ of: Shape, size = 16, label, isFilled, className }: Props) {
  return (
    <Shape
      size={size}
      strokeWidth={1.75}
      {...(isFilled && { fill: "currentColor" })}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
      className={clsx("shrink-0", className)}
    />
  );
}
