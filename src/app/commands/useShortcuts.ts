import { useEffect, useEffectEvent } from "react";
import { isTyping } from "@/lib/keys";
import { commandOfKey } from "./commands";
import { useTools } from "./useCommands";

/** The keys of commands, while nothing lies over the shell that has keys of its own. */
export function useShortcuts(): void {
  const tools = useTools();
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector("[role=dialog],[role=menu]")) return;
    const command = commandOfKey(event, isTyping(event.target), tools);
    if (!command) return;
    event.preventDefault();
    command.run(tools);
  });

  useEffect(() => {
    const listener = (event: KeyboardEvent) => handleKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}
