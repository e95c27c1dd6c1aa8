import type { ComponentType } from "react";

/** A picture of lucide's, or one drawn like them. */
export type Icon = ComponentType<{
  size?: number;
  strokeWidth?: number;
  "aria-hidden"?: boolean;
  className?: string;
}>;
