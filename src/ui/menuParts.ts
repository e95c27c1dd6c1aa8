import type { DropdownMenu } from "radix-ui";
import { createContext, useContext } from "react";

/** What an open menu is made of. It comes with the menu, so that closed ones cost a page nothing. */
export const MenuParts = createContext<typeof DropdownMenu | undefined>(undefined);

export function useMenuParts(): typeof DropdownMenu {
  const parts = useContext(MenuParts);
  if (!parts) throw new Error("Menu items stand inside a Menu");
  return parts;
}
