import type { DropdownMenu } from "radix-ui";
import { createContext, useContext } from "react";

export const MENU_BOX =
  "anim-rise z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 overflow-y-auto rounded-pane bg-bg-raised p-1 shadow-float";

/** What an open menu is made of. It comes with the menu, so that closed ones cost a page nothing. */
export const MenuParts = createContext<typeof DropdownMenu | undefined>(undefined);

export function useMenuParts(): typeof DropdownMenu {
  const parts = useContext(MenuParts);
  if (!parts) throw new Error("Menu items stand inside a Menu");
  return parts;
}
