import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Scale } from "./scale";

/** `at`: from 0 at the beginning of the chart to 1 at its end. */
export type Mark = { at: number; label: string };

type Props = {
  scale: Scale;
  /** What a line across the chart stands for. */
  tickLabel: (value: number) => string;
  marks: readonly Mark[];
  className?: string;
  children: ReactNode;
};

/** Where in a chart something lies, in percents of its height. */
export const heightOf = (value: number, { top }: Scale): number => (value / top) * 100;

/**
 * The lines of a chart, and what stands beside and below it. Shapes are stretched to its size; words and dots are not, so that
 * they are as large on a phone. Time goes from left to right in every language.
 */
export function Chart({ scale, tickLabel, marks, className, children }: Props) {
  return (
    <div dir="ltr" className="grid grid-cols-[auto_1fr] gap-x-2">
      <div aria-hidden className="relative">
        {/* The widest of them gives the column its width. */}
        {scale.ticks.map((tick) => (
          <span key={tick} className="invisible block h-0 text-meta whitespace-nowrap">
            {tickLabel(tick)}
          </span>
        ))}
        {scale.ticks.map((tick) => (
          <span
            key={tick}
            className="tabular absolute end-0 translate-y-1/2 text-meta whitespace-nowrap text-text-muted"
            style={{ bottom: `${heightOf(tick, scale)}%` }}
          >
            {tickLabel(tick)}
          </span>
        ))}
      </div>
      <div className={clsx("relative", className)}>
        {scale.ticks.map((tick) => (
          <span
            key={tick}
            aria-hidden
            className="absolute inset-x-0 border-t border-line"
            style={{ bottom: `${heightOf(tick, scale)}%` }}
          />
        ))}
        {children}
      </div>
      <div aria-hidden className="relative col-start-2 mt-1 h-5 text-meta text-text-muted">
        {marks.map(({ at, label }) => (
          <span
            key={at}
            className={clsx(
              "absolute whitespace-nowrap",
              at > 0 && (at < 1 ? "-translate-x-1/2" : "-translate-x-full"),
            )}
            style={{ left: `${at * 100}%` }}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}
