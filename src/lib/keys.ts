/** Whether this machine writes shortcuts with ⌘. */
export const isMac = typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.platform);

const ARROWS = { Enter: "↵", Escape: "Esc", Up: "↑", Down: "↓", Left: "←", Right: "→" };
const SIGNS: Record<string, string> = isMac
  ? { ...ARROWS, Mod: "⌘", Alt: "⌥", Shift: "⇧", Delete: "⌫" }
  : { ...ARROWS, Mod: "Ctrl", Alt: "Alt", Shift: "Shift", Delete: "Del" };

/** The keys of "Mod+Shift+K" as this machine's keyboard names them. */
export const keyNames = (combo: string): string[] => combo.split("+").map((key) => SIGNS[key] ?? key);

export type KeyLike = { key: string; metaKey: boolean; ctrlKey: boolean; altKey: boolean; shiftKey: boolean };

/** Whether the event is exactly this combination ("Mod+K", "Alt+Shift+Up", "?"). */
export function isCombo(event: KeyLike, combo: string): boolean {
  const parts = combo.split("+");
  const key = parts.at(-1) ?? "";
  const wanted = (
    { Up: "arrowup", Down: "arrowdown", Left: "arrowleft", Right: "arrowright" }[key] ?? key
  ).toLowerCase();
  const hasMod = isMac ? event.metaKey : event.ctrlKey;
  const isSymbol = key.length === 1 && !/[a-z0-9]/i.test(key);
  return (
    event.key.toLowerCase() === wanted &&
    hasMod === parts.includes("Mod") &&
    event.altKey === parts.includes("Alt") &&
    (isSymbol || event.shiftKey === parts.includes("Shift"))
  );
}

/** Whether keys typed here belong to a text field and not to shortcuts. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.role === "textbox")
  );
}
