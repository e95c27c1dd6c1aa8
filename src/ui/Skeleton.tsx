import { clsx } from "clsx";
import { createContext, use, type ReactNode } from "react";
import { texts } from "@/texts";

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

/** Whether the server is out of reach, and what is kept here stands in for it. */
export const AwayContext = createContext(false);

type LoadingProps = {
  label: string;
  children: ReactNode;
  /** Another wait beside it says why it is long. */
  isQuiet?: boolean;
};

/** A message-shaped, card-shaped or row-shaped wait, seen only after 150 ms. Where it may be long it says why. */
export function Loading({ label, children, isQuiet = false }: LoadingProps) {
  const isAway = use(AwayContext);
  if (isAway && !isQuiet)
    return (
      <p role="status" className="p-6 text-center text-text-muted">
        {texts.ui.notKept}
      </p>
    );
  return (
    <div className="after-pause">
      <span role="status" className="sr-only">
        {label}
      </span>
      {children}
    </div>
  );
}
