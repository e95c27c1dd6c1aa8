/** Stands for `document.execCommand("insertText")`, which jsdom does not have. */
export function insertAsTyped(_command: string, _ui?: boolean, text = ""): boolean {
  const field = document.activeElement as HTMLTextAreaElement | HTMLInputElement;
  const { selectionStart, selectionEnd, value } = field;
  const [from, to] = [selectionStart ?? value.length, selectionEnd ?? value.length];
  const { prototype } = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Reflect.set(prototype, "value", value.slice(0, from) + text + value.slice(to), field);
  field.setSelectionRange(from + text.length, from + text.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
