import { cloneElement, type ReactElement } from "react";

export type Side = "top" | "bottom" | "left" | "right";

type Props = {
  label: string;
  keys?: string | undefined;
  side?: Side | undefined;
  children: ReactElement<object>;
};

/**
 * Marks an element for the one `TooltipHost`, which draws what is said here. Nothing of its own is mounted: a
 * list may have hundreds. The label is for those who see; the element's own name is for screen readers.
 */
export function Tooltip({ label, keys, side, children }: Props) {
  return cloneElement(children, {
    "data-tooltip": label,
    "data-tooltip-keys": keys,
    "data-tooltip-side": side,
  } as object);
}
