/**
 * The keyboard focus of the app. Each region marks the field that text typed elsewhere belongs to by `data-typing`.
 * A region is the page or the pane beside it.
 */
const REGION = "main,aside";
const FIELD = "textarea[data-typing]";

const isTouch = (): boolean => matchMedia("(hover: none) and (pointer: coarse)").matches;

const fieldIn = (region: Element | null | undefined) => region?.querySelector<HTMLElement>(FIELD);

/** The field for what is typed in the region of an element, else in the page. */
const fieldFor = (element: Element | null): HTMLElement | null | undefined =>
  fieldIn(element?.closest(REGION)) ?? fieldIn(document.querySelector("main"));

/** Focuses the field of a region. It does nothing on touch screens, where the keyboard would cover the page. */
export function returnFocus(from: Element | null): void {
  if (!isTouch()) fieldFor(from)?.focus({ preventScroll: true });
}

/** Focuses the element that had the focus before something opened, or the field of the page if it is gone. */
export function restoreFocus(before: Element | null): void {
  if (before instanceof HTMLElement && before.isConnected && before !== document.body)
    before.focus({ preventScroll: true });
  if (document.activeElement === document.body) returnFocus(null);
}

type KeyPress = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
};

const writesText = ({ key, ctrlKey, metaKey, altKey, isComposing }: KeyPress) =>
  key.length === 1 && !ctrlKey && !metaKey && !altKey && !isComposing;

const MOVES = new Set(["Tab", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

let pointed: Element | null = null;

/** Remembers whether the pointer or the keyboard chose last. It is installed once. @returns removes it */
export function followFocus(): () => void {
  const handlePointer = ({ target }: Event) => {
    pointed = target instanceof Element ? target : null;
  };
  const handleKey = ({ key }: KeyboardEvent) => {
    if (MOVES.has(key)) pointed = null;
  };
  document.addEventListener("pointerdown", handlePointer, true);
  document.addEventListener("keydown", handleKey, true);
  return () => {
    document.removeEventListener("pointerdown", handlePointer, true);
    document.removeEventListener("keydown", handleKey, true);
  };
}

/**
 * The field that a key typed outside of every field is meant for, or undefined: where the keyboard has chosen
 * something, letters are for that.
 */
export function fieldForKey(event: KeyPress): HTMLElement | undefined {
  const active = document.activeElement;
  const isChosen = active !== null && active !== document.body && pointed === null;
  if (isChosen || !writesText(event)) return undefined;
  // A space presses the button that was clicked last.
  if (event.key === " " && active?.closest("button, a, summary")) return undefined;
  return fieldFor(pointed) ?? undefined;
}
