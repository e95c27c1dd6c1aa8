import { useEffect, useEffectEvent, useRef } from "react";
import { fieldForKey, followFocus } from "@/lib/focus";
import { isTyping } from "@/lib/keys";
import { commandOfKey } from "./commands";
import { isOverlayOpen } from "./overlays";
import { useTools } from "./useCommands";

/** How soon the second of two keys follows the first. */
const SOON_MS = 1_500;

/**
 * The keys of commands, while nothing lies over the shell that has keys of its own. Where a page has a field for what
 * is typed, letters go there, unless the keyboard has chosen something else: then they are commands.
 */
export function useShortcuts(): void {
  const tools = useTools();
  const last = useRef({ key: "", at: 0 });
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    const isCovered = isOverlayOpen() || document.querySelector("[role=dialog],[role=menu]") !== null;
    if (event.defaultPrevented || isCovered) return;
    const field = isTyping(event.target) ? undefined : fieldForKey(event);
    if (field) {
      // The letter follows the focus: the browser writes it there.
      field.focus();
      return;
    }
    const isSoon = event.timeStamp - last.current.at < SOON_MS;
    const command = commandOfKey(event, isTyping(event.target), tools, isSoon ? last.current.key : undefined);
    last.current = { key: event.key, at: event.timeStamp };
    if (!command) return;
    event.preventDefault();
    command.run(tools);
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => handleKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
  useEffect(() => followFocus(), []);
}
