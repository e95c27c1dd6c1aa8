import { useRef, type PointerEvent } from "react";

const HOLD_MS = 450;
const SLIP_PX = 10;

/** Handlers that call back when a finger rests on an element; a scroll or a tap does not count. */
export function useLongPress(onLongPress: () => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number }>(undefined);

  function cancel() {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  }

  return {
    onPointerDown: (event: PointerEvent) => {
      cancel();
      if (event.pointerType !== "touch" || (event.target as Element).closest("a,button,textarea")) return;
      const timer = setTimeout(() => {
        cancel();
        getSelection()?.removeAllRanges();
        onLongPress();
      }, HOLD_MS);
      press.current = { timer, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const start = press.current;
      if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLIP_PX) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
  };
}
