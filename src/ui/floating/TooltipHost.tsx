import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Keys } from "../Keys";
import type { Side } from "./Tooltip";

const PATIENCE_MS = 450;
/** Right after one tooltip the next comes at once: the person is reading along a row of buttons. */
const READING_MS = 250;
const GAP_PX = 6;
const EDGE_PX = 8;

type Shown = { anchor: Element; text: string; keys: string | undefined; side: Side };

/** Where a box of this size goes: on its side of the anchor, or opposite when there is no room, inside the window. */
export function placeBeside(anchor: DOMRect, size: { width: number; height: number }, side: Side) {
  const above = anchor.top - GAP_PX - size.height;
  const below = anchor.bottom + GAP_PX;
  const fitsBelow = below + size.height <= innerHeight - EDGE_PX;
  const isAbove = side === "top" ? above >= EDGE_PX || !fitsBelow : side === "bottom" && !fitsBelow;
  const isBeside = side === "left" || side === "right";
  const middle = anchor.top + anchor.height / 2 - size.height / 2;
  const centre = anchor.left + anchor.width / 2 - size.width / 2;
  const beside = side === "left" ? anchor.left - GAP_PX - size.width : anchor.right + GAP_PX;
  const left = isBeside ? beside : centre;
  const top = isBeside ? middle : isAbove ? above : below;
  return {
    left: Math.max(EDGE_PX, Math.min(left, innerWidth - EDGE_PX - size.width)),
    top: Math.max(EDGE_PX, Math.min(top, innerHeight - EDGE_PX - size.height)),
  };
}

function read(target: EventTarget | null): Shown | undefined {
  const anchor = target instanceof Element ? target.closest<HTMLElement>("[data-tooltip]") : null;
  const text = anchor?.dataset["tooltip"];
  if (!anchor || !text || anchor.dataset["state"] === "open") return undefined;
  return {
    anchor,
    text,
    keys: anchor.dataset["tooltipKeys"],
    side: (anchor.dataset["tooltipSide"] ?? "top") as Side,
  };
}

/** Which tooltip is due: after a rest of the mouse, at once for the keyboard, never for a finger. */
function useShown(): Shown | undefined {
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hovered: Element | undefined;
    let hiddenAt = 0;
    const hide = () => {
      clearTimeout(timer);
      setShown((now) => {
        if (now) hiddenAt = performance.now();
        return undefined;
      });
    };
    const handleOver = (event: PointerEvent) => {
      const next = event.pointerType === "touch" ? undefined : read(event.target);
      if (next?.anchor === hovered) return;
      hovered = next?.anchor;
      hide();
      if (next)
        timer = setTimeout(() => setShown(next), performance.now() - hiddenAt < READING_MS ? 0 : PATIENCE_MS);
    };
    const handleFocus = (event: FocusEvent) => {
      const isKeyboard = event.target instanceof Element && event.target.matches(":focus-visible");
      setShown(isKeyboard && event.target.matches("[data-tooltip]") ? read(event.target) : undefined);
    };
    const leaving = ["pointerdown", "keydown", "focusout", "scroll", "wheel"] as const;
    document.addEventListener("pointerover", handleOver);
    document.addEventListener("focusin", handleFocus);
    for (const name of leaving) document.addEventListener(name, hide, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      document.removeEventListener("pointerover", handleOver);
      document.removeEventListener("focusin", handleFocus);
      for (const name of leaving) document.removeEventListener(name, hide, { capture: true });
    };
  }, []);
  return shown;
}

/** Draws the tooltip of whatever is under the mouse or in focus. Mounted once. */
export function TooltipHost() {
  const shown = useShown();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!shown || !element) return;
    const place = placeBeside(
      shown.anchor.getBoundingClientRect(),
      element.getBoundingClientRect(),
      shown.side,
    );
    element.style.left = `${place.left}px`;
    element.style.top = `${place.top}px`;
  }, [shown]);
  if (!shown?.anchor.isConnected) return null;
  return createPortal(
    <div
      ref={box}
      role="tooltip"
      className="anim-fade pointer-events-none fixed z-50 flex w-max max-w-72 items-center gap-2 rounded-control bg-bg-raised px-2 py-1 text-meta text-text shadow-float"
    >
      {shown.text}
      {shown.keys && <Keys combo={shown.keys} />}
    </div>,
    document.body,
  );
}
