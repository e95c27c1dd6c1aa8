import { useEffect } from "react";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";

/** How much more a field takes where something is selected in it, in UTF-16 units; any number where it has no limit. */
function roomIn({
  value,
  maxLength,
  selectionStart,
  selectionEnd,
}: HTMLInputElement | HTMLTextAreaElement): number {
  if (maxLength < 0) return Infinity;
  return maxLength - value.length + ((selectionEnd ?? 0) - (selectionStart ?? 0));
}

/** A field takes no more than fits into it, and browsers leave out the rest without a word: it is told. */
export function useToldCuts(): void {
  useEffect(() => {
    const look = ({ target, clipboardData, defaultPrevented }: ClipboardEvent) => {
      const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
      if (!isField || defaultPrevented) return;
      const left = (clipboardData?.getData("text/plain").length ?? 0) - Math.max(roomIn(target), 0);
      if (left > 0) toast.tell(texts.ui.pasteCut(target.maxLength, left));
    };
    document.addEventListener("paste", look);
    return () => document.removeEventListener("paste", look);
  }, []);
}
