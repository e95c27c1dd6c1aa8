/**
 * Where the keyboard belongs when nothing else has it: the field that a region marks with `data-typing`.
 * A region is the page or the pane beside it.
 */
const REGION = "main, aside";
const FIELD = "textarea[data-typing]";

const isTouch = (): boolean => matchMedia("(hover: none) and (pointer: coarse)").matches;

const fieldIn = (region: Element | null | undefined) => region?.querySelector<HTMLElement>(FIELD);

/** The field for what is typed in the region of an element, else in the page. */
const fieldFor = (element: Element | null): HTMLElement | null | undefined =>
  fieldIn(element?.closest(REGION)) ?? fieldIn(document.querySelector("main"));

/** Gives the keyboard back to the field of that place. Not by touch: the keyboard would cover the screen. */
export function returnFocus(from: Element | null): void {
  if (!isTouch()) fieldFor(from)?.focus({ preventScroll: true });
}

/** Gives the keyboard back to what had it before something opened; else to the field of the page. */
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

/** Keeps what the pointer or the keyboard last chose. Installed once. @returns takes it away again */
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
