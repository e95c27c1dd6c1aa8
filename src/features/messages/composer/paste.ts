/** What is pasted into a message: files, tables, an address over words, and texts that are too long for one. */
import { insertText } from "@/lib/insertText";
import { LIMITS } from "@convex/shared/limits";
import type { ClipboardEvent } from "react";
import { pastedFiles } from "@/platform/files/pastedFiles";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { isUrl, toLink } from "./blocks";
import { changeArea } from "./textArea";

/** Takes a paste that is more than text; all else is the browser's. */
export function takePaste(
  event: ClipboardEvent<HTMLTextAreaElement>,
  onFiles: (files: File[]) => void,
): void {
  const { clipboardData: data, currentTarget: area } = event;
  const text = data.getData("text/plain");
  const table = tableIn(data.getData("text/html"));
  const take = () => {
    event.preventDefault();
    event.stopPropagation();
  };
  if (table !== null) {
    take();
    insertText(area, area.selectionStart, area.selectionEnd, table);
  } else if (area.selectionStart < area.selectionEnd && isUrl(text)) {
    take();
    changeArea((now) => toLink(now, text.trim()))(area);
  } else if (text.length > LIMITS.messageText) {
    take();
    onFiles([new File([text], texts.files.pastedText, { type: "text/plain" })]);
    toast.tell(texts.files.pastedAsFile);
  } else {
    const files = pastedFiles(event);
    if (files.length > 0) onFiles(files);
  }
}

/** Rows of a table of a spreadsheet; larger ones are files. */
const MOST_CELLS = 1_000;

/** The one table that a spreadsheet copies, in Markdown; null for anything else. */
export function tableIn(html: string): string | null {
  if (!/<table[\s>]/i.test(html)) return null;
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const tables = body.querySelectorAll("table");
  const isAlone = tables.length === 1 && body.textContent?.trim() === tables[0]?.textContent?.trim();
  if (!isAlone) return null;
  const rows = [...tables[0]!.rows].map((row) => [...row.cells].map(cellText));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length < 1 || width < 2 || rows.length * width > MOST_CELLS) return null;
  const line = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, i) => cells[i] ?? "").join(" | ")} |`;
  const [head = [], ...others] = rows;
  return [line(head), line(Array.from({ length: width }, () => "---")), ...others.map(line)].join("\n");
}

const cellText = (cell: HTMLTableCellElement): string =>
  (cell.textContent ?? "").replace(/\s+/g, " ").trim().replaceAll("|", "\\|");
