import { useEffect, useState } from "react";

const PATIENCE_MS = 450;
/** Right after one the next comes at once: the person is reading along a row. */
const READING_MS = 250;

export type Hovered = { anchor: Element };

/**
 * What the mouse rests on, or what the keyboard has come to: after a rest of the mouse, at once for the keyboard, never for a
 * finger.
 *
 * @param read says what belongs to an element or one around it; the same function each time
 */
export function useHovered<T extends Hovered>(read: (target: Element) => T | undefined): T | undefined {
  const [shown, setShown] = useState<T>();
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
    const handleOver = ({ pointerType, target }: PointerEvent) => {
      const next = pointerType !== "touch" && target instanceof Element ? read(target) : undefined;
      if (next?.anchor === hovered) return;
      hovered = next?.anchor;
      hide();
      if (next)
        timer = setTimeout(() => setShown(next), performance.now() - hiddenAt < READING_MS ? 0 : PATIENCE_MS);
    };
    const handleFocus = ({ target }: FocusEvent) => {
      const next = target instanceof Element && target.matches(":focus-visible") ? read(target) : undefined;
      setShown(next?.anchor === target ? next : undefined);
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
  }, [read]);
  return shown?.anchor.isConnected ? shown : undefined;
}
