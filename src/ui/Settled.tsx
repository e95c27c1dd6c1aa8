import { clsx } from "clsx";
import { createContext, use, useEffect, useLayoutEffect, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";

/** The longest that something is kept back. */
const MOST_MS = 1_000;

const Wait = createContext<() => (() => void) | undefined>(() => undefined);

/**
 * Tells the list in which this view stands that a part of it is on its way.
 *
 * @param isPending  or a function, which is called when the view has been drawn, and once more where it is another one
 */
export function usePending(isPending: boolean | (() => boolean)): void {
  const wait = use(Wait);
  useLayoutEffect(() => {
    const isNow = typeof isPending === "function" ? isPending() : isPending;
    return isNow ? wait() : undefined;
  }, [wait, isPending]);
}

function Pending(): null {
  usePending(true);
  return null;
}

/** What stands for a part that is on its way, where the part may take more room. */
export const pending = <Pending />;

/** Counts what is on its way, until nothing is for a frame. */
class Waits {
  #count = 0;
  #isOver = false;
  readonly #onHeld: (isHeld: boolean) => void;

  constructor(onHeld: (isHeld: boolean) => void) {
    this.#onHeld = onHeld;
  }

  readonly wait = () => {
    if (this.#isOver) return undefined;
    this.#count += 1;
    this.#onHeld(true);
    return () => {
      this.#count -= 1;
      this.look();
    };
  };

  // What comes may be followed by more: it takes its height, and others are drawn beside it.
  readonly look = () => requestAnimationFrame(() => this.#count === 0 && this.end());

  // It is seen in this frame: else its view would be drawn in the next one.
  readonly end = () => {
    if (this.#isOver) return;
    this.#isOver = true;
    flushSync(() => this.#onHeld(false));
  };
}

/**
 * Shows a skeleton until nothing of what it holds is on its way any more, so that nothing of it moves once it is seen. What
 * comes later is shown as it comes.
 */
export function Settled({ skeleton, children }: { skeleton: ReactNode; children: ReactNode }) {
  "use no memo"; // it is drawn twice at most
  const [isHeld, setIsHeld] = useState(false);
  const [waits] = useState(() => new Waits(setIsHeld));
  useEffect(() => {
    waits.look();
    const timer = setTimeout(waits.end, MOST_MS);
    return () => clearTimeout(timer);
  }, [waits]);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {isHeld && <div className="absolute inset-0 flex flex-col">{skeleton}</div>}
      {/* What moves in it is not seen, and browsers count no shift of what is clipped. */}
      <div className={clsx("flex min-h-0 flex-1 flex-col", isHeld && "invisible [clip-path:inset(50%)]")}>
        <Wait value={waits.wait}>{children}</Wait>
      </div>
    </div>
  );
}
