/** Whether this machine writes shortcuts with ⌘. */
export const isMac = typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.platform);

const ARROWS = { Enter: "↵", Up: "↑", Down: "↓", Left: "←", Right: "→" };
const MAC = { Mod: "⌘", Alt: "⌥", Shift: "⇧", Delete: "⌫" };
const SIGNS: Record<string, string> = isMac ? { ...ARROWS, ...MAC } : ARROWS;

/** The keys of "Mod+Shift+K" as they are on this machine's keyboard: a sign, or else their name. */
export const keyNames = (combo: string, names: Readonly<Record<string, string>>): string[] =>
  combo.split(/[+ ]/).map((key) => SIGNS[key] ?? names[key] ?? key);

export type KeyLike = {
  key: string;
  code?: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
};

/** Whether the event is exactly this combination ("Mod+K", "Alt+Shift+Up", "?"). */
export function isCombo(event: KeyLike, combo: string): boolean {
  const parts = combo.split("+");
  const key = parts.at(-1) ?? "";
  const wanted = (
    { Up: "arrowup", Down: "arrowdown", Left: "arrowleft", Right: "arrowright" }[key] ?? key
  ).toLowerCase();
  const hasMod = isMac ? event.metaKey : event.ctrlKey;
  const isSymbol = key.length === 1 && !/[a-z0-9]/i.test(key);
  // With Shift a digit, and with Alt a letter, writes something else on many keyboards.
  const isBehind =
    (parts.includes("Shift") && event.code === "Digit" + key) ||
    (parts.includes("Alt") && event.code === "Key" + key);
  return (
    (event.key.toLowerCase() === wanted || isBehind) &&
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
