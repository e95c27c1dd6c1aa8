import { insertText } from "@/lib/insertText";
import type { Change } from "./blocks";

/** Puts marks around the selection, or takes them away when they are there. */
export function wrapSelection(field: HTMLTextAreaElement, mark: string): void {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const size = mark.length;
  const isWrapped = value.slice(from - size, from) === mark && value.slice(to, to + size) === mark;
  if (isWrapped) {
    insertText(field, from - size, to + size, value.slice(from, to));
    field.setSelectionRange(from - size, to - size);
    return;
  }
  insertText(field, from, to, mark + value.slice(from, to) + mark);
  field.setSelectionRange(from + size, to + size);
}

/** Changes what is selected, and selects what is to be changed next. */
export const changeArea =
  (change: (now: { value: string; from: number; to: number }) => Change) =>
  (area: HTMLTextAreaElement): void => {
    const { selectionStart, selectionEnd, value } = area;
    const { from, to, text, select } = change({ value, from: selectionStart, to: selectionEnd });
    insertText(area, from, to, text);
    area.setSelectionRange(...select);
  };
