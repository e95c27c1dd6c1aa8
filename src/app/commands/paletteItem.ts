import type { ReactNode } from "react";

export type PaletteItem = {
  id: string;
  group: "channels" | "people" | "tasks" | "messages" | "actions" | "search";
  label: string;
  leading: ReactNode;
  hint?: string | undefined;
  keys?: string;
  /** Not worth a row until something is typed. */
  isSearchOnly?: boolean;
  /** The server found it by what was typed. */
  isFound?: boolean;
  /** Stands after all else. */
  isLast?: boolean;
  run: () => void;
};
