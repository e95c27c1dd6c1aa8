import { useEffect, useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from "react";
import type { Part } from "./scale";

const HOLD_MS = 350;
const SLIP_PX = 8;

type Taken = { part: Part; x: number; isOn: boolean; hold?: ReturnType<typeof setTimeout> };
type Options = { dayPx: number; canDrag: boolean; onDrop: (part: Part, days: number) => void };

/**
 * Lets a bar or one of its ends be dragged by whole days. A finger has to rest on it first, so that a swipe scrolls.
 *
 * @returns  by how many days which part is dragged now, and the handlers of the bar
 */
export function useBarDrag(bar: RefObject<HTMLElement | null>, { dayPx, canDrag, onDrop }: Options) {
  const taken = useRef<Taken>(undefined);
  const { setDragged, onClickCapture } = useClickGuard();
  const [drag, setDrag] = useState<{ part: Part; days: number }>();

  useNoScroll(bar, taken);
  const end = () => {
    clearTimeout(taken.current?.hold);
    taken.current = undefined;
    setDrag(undefined);
  };
  const begin = (one: Taken) => {
    one.isOn = true;
    setDrag({ part: one.part, days: 0 });
  };
  const daysOf = (one: Taken, event: PointerEvent) => Math.round(wayOf(one, event) / dayPx);

  return {
    drag,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        setDragged(false);
        if (!canDrag || event.button !== 0) return;
        const one: Taken = { part: partAt(event.target as HTMLElement), x: event.clientX, isOn: false };
        taken.current = one;
        event.currentTarget.setPointerCapture(event.pointerId);
        if (event.pointerType === "touch") one.hold = setTimeout(() => begin(one), HOLD_MS);
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const one = taken.current;
        if (!one) return;
        const isFar = Math.abs(event.clientX - one.x) > SLIP_PX;
        if (!one.isOn && isFar && event.pointerType === "touch") end();
        else if (!one.isOn && isFar) begin(one);
        else if (one.isOn) setDrag({ part: one.part, days: daysOf(one, event) });
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        const one = taken.current;
        const days = one?.isOn ? daysOf(one, event) : 0;
        setDragged(one?.isOn === true);
        end();
        if (one && days !== 0) onDrop(one.part, days);
      },
      onPointerCancel: end,
      onClickCapture,
    },
    cancel: end,
  };
}

/** The button is let go at the end of a drag: nothing is clicked. */
function useClickGuard() {
  const wasDragged = useRef(false);
  return {
    setDragged: (isDragged: boolean) => {
      wasDragged.current = isDragged;
    },
    onClickCapture: (event: MouseEvent) => {
      if (!wasDragged.current) return;
      wasDragged.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function partAt(element: HTMLElement): Part {
  const end = element.closest<HTMLElement>("[data-end]")?.dataset["end"];
  return end === "start" || end === "due" ? end : "bar";
}

/** Pixels towards later days. */
function wayOf({ x }: Taken, { clientX, currentTarget }: PointerEvent): number {
  return getComputedStyle(currentTarget).direction === "rtl" ? x - clientX : clientX - x;
}

/** The browser would scroll with the finger that drags. */
function useNoScroll(bar: RefObject<HTMLElement | null>, taken: RefObject<Taken | undefined>) {
  useEffect(() => {
    const element = bar.current;
    const hold = (event: TouchEvent) => taken.current?.isOn === true && event.preventDefault();
    element?.addEventListener("touchmove", hold, { passive: false });
    return () => element?.removeEventListener("touchmove", hold);
  }, [bar, taken]);
}
