/** Changes text the way typing does, so that Ctrl+Z takes it back; where that is refused, directly. */
export function insertText(
  field: HTMLTextAreaElement | HTMLInputElement,
  from: number,
  to: number,
  text: string,
): void {
  field.focus();
  field.setSelectionRange(from, to);
  if (typeof document.execCommand === "function" && document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
