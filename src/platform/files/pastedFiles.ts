import type { ClipboardEvent } from "react";

/** Takes a paste of files. Some programs copy a picture beside the text: then the text is pasted, and this answers none. */
export function pastedFiles(event: ClipboardEvent): File[] {
  const { clipboardData: data } = event;
  if (data.files.length === 0 || data.getData("text/plain") !== "") return [];
  event.preventDefault();
  // Elsewhere files are refused.
  event.stopPropagation();
  return [...data.files];
}
