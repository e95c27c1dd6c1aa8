import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = { label: string; className?: string; children: ReactNode };

/** What fills the room that is left, and scrolls. Not everything in it takes the focus, and the keyboard has to scroll it. */
export const ScrollRegion = ({ label, className, children }: Props) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must reach it
  <div
    role="region"
    aria-label={label}
    tabIndex={0}
    className={clsx("row-focus min-h-0 flex-1 overflow-y-auto", className)}
  >
    {children}
  </div>
);
