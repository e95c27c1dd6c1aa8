import { MenuItem } from "@/ui/floating/Menu";
import type { CommandId } from "./commands";
import { useCommand } from "./useCommands";

/** A command as a line of a menu; nothing, where it is not offered. */
export function CommandItem({ id }: { id: CommandId }) {
  const command = useCommand(id);
  if (!command) return null;
  const { label, icon, keys, run } = command;
  return (
    <MenuItem {...(icon && { icon })} {...(keys?.[0] && { keys: keys[0] })} onSelect={run}>
      {label}
    </MenuItem>
  );
}
