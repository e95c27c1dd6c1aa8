import { useRef, type MouseEvent, type PointerEvent } from "react";

const HOLD_MS = 450;
const SLIP_PX = 10;

type Press = PointerEvent<HTMLElement>;

/** What has opened under the finger meanwhile is not pressed when that is lifted. */
function swallowRelease(): void {
  const stop = new AbortController();
  const listen = { capture: true, passive: false, signal: stop.signal };
  const swallow = (event: Event) => {
    stop.abort();
    if (event.cancelable) event.preventDefault();
  };
  document.addEventListener("touchend", swallow, listen);
  // Where the system took that finger over, the next one means what it presses.
  document.addEventListener("touchstart", () => stop.abort(), listen);
}

/**
 * Handlers that call back when a finger rests on an element; a scroll or a tap does not count.
 *
 * @param except  what inside of it has a life of its own, as a selector
 */
export function useLongPress(onLongPress: (press: Press) => void, except?: string) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number }>(undefined);
  const wasLong = useRef(false);

  function cancel() {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  }

  return {
    onPointerDown: (event: Press) => {
      cancel();
      wasLong.current = false;
      if (event.pointerType !== "touch") return;
      if (except !== undefined && (event.target as Element).closest(except)) return;
      const { currentTarget } = event;
      const timer = setTimeout(() => {
        cancel();
        wasLong.current = true;
        swallowRelease();
        getSelection()?.removeAllRanges();
        onLongPress({ ...event, currentTarget });
      }, HOLD_MS);
      press.current = { timer, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: Press) => {
      const start = press.current;
      if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLIP_PX) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
    /** The finger is lifted: what it lay on is not followed. */
    onClickCapture: (event: MouseEvent) => {
      if (!wasLong.current) return;
      wasLong.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
