/** What is said of an automation: what sets it off, and why it was refused. */
import type { Trigger } from "@convex/shared/board/automations";
import { texts } from "@/texts";
import { errorText } from "@/platform/errorText";

/** @param column  the title of the one into which a card comes; absent where that was deleted */
export function triggerText(when: Trigger, column: string | undefined): string {
  const said = texts.automations.whenSaid;
  switch (when.kind) {
    case "moved":
      return said.moved(column ?? texts.automations.goneColumn);
    case "labelled":
      return said.labelled(when.tag);
    case "due":
      return said.due(when.days);
    case "reacted":
      return said.reacted(when.emoji);
    default:
      return said.created;
  }
}

/** The sentence for the code of a problem. */
export function problemText(code: string): string {
  if (code === "LOOP") return texts.automations.loop;
  return code === "TOO_LONG" ? texts.automations.tooLong : errorText(code);
}
