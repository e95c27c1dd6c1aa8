import { useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { Keys } from "../Keys";
import type { Side } from "./Tooltip";
import { useHovered } from "./useHovered";

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

function read(target: Element): Shown | undefined {
  const anchor = target.closest<HTMLElement>("[data-tooltip]");
  const text = anchor?.dataset["tooltip"];
  if (!anchor || !text || anchor.dataset["state"] === "open") return undefined;
  return {
    anchor,
    text,
    keys: anchor.dataset["tooltipKeys"],
    side: (anchor.dataset["tooltipSide"] ?? "top") as Side,
  };
}

/** Draws the tooltip of whatever is under the mouse or in focus. Mounted once. */
export function TooltipHost() {
  const shown = useHovered(read);
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
  if (!shown) return null;
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
