import { clsx } from "clsx";
import type { ReactNode } from "react";

/** What can be put in for what is being typed. */
export type Completion = { key: string; leading: ReactNode; label: string; note?: string | undefined };

/** One kind of what can be put in for what is being typed. */
export type CompletionSource = {
  /** Of the list, and how many there are, as a sentence. */
  label: string;
  said: string;
  options: Completion[];
  /** @param before  the text before the caret; undefined where there is none */
  follow: (before: string | undefined) => void;
  pick: (index: number) => void;
  /** Enter came before the answer. @returns whether it waits for it */
  waitForFirst: () => boolean;
};

type Props = {
  id: string;
  source: Pick<CompletionSource, "label" | "said" | "options" | "pick">;
  active: number;
  /** Below the field instead of above it. */
  isBelow?: boolean;
};

/** What is offered, and how much of it. */
export function CompletionBox({ id, source, active, isBelow }: Props) {
  const { label, said, options, pick } = source;
  return (
    <>
      {options.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label={label}
          className={clsx(
            "anim-rise absolute left-0 z-20 w-full max-w-80 rounded-pane bg-bg-raised p-1 shadow-float",
            isBelow ? "top-full mt-1" : "bottom-full mb-1.5",
          )}
        >
          {options.map((option, i) => (
            <div
              key={option.key}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === active}
              className={clsx(
                "flex h-8 items-center gap-2 rounded-control px-2 touch:h-11",
                i === active && "bg-bg-active",
              )}
              onPointerDown={(event) => {
                event.preventDefault();
                pick(i);
              }}
            >
              {option.leading}
              <span className="truncate" dir="auto">
                {option.label}
              </span>
              {option.note && <span className="shrink-0 text-meta text-text-muted">{option.note}</span>}
            </div>
          ))}
        </div>
      )}
      <span role="status" className="sr-only">
        {options.length > 0 ? said : ""}
      </span>
    </>
  );
}
