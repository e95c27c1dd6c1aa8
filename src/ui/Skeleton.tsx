import { clsx } from "clsx";
import type { ReactNode } from "react";

/** A bar where text will be. Give it a width; its parent says what is loading. */
export const Bone = ({ className }: { className?: string }) => (
  <span aria-hidden className={clsx("anim-shimmer block h-3 rounded-mark bg-bg-active", className)} />
);

const LINES = ["w-64", "w-48", "w-56"];

/** The wait for a page of rows. */
export const LoadingLines = ({ label }: { label: string }) => (
  <Loading label={label}>
    <div className="grid gap-5 p-6">
      {LINES.map((width) => (
        <Bone key={width} className={width} />
      ))}
    </div>
  </Loading>
);

/** A message-shaped, card-shaped or row-shaped wait, seen only after 150 ms. */
export function Loading({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="after-pause">
      <span role="status" className="sr-only">
        {label}
      </span>
      {children}
    </div>
  );
}
