import { Bold, Code, Italic, Strikethrough, type LucideIcon } from "lucide-react";
import { isCombo, type KeyLike } from "@/lib/keys";
import type { Texts } from "@/texts";

type Format = { name: keyof Texts["messages"]["formats"]; icon: LucideIcon; keys: string; mark: string };

/** The formats of the toolbar and of keys, each a mark around selected text. */
export const FORMATS: readonly Format[] = [
  { name: "bold", icon: Bold, keys: "Mod+B", mark: "**" },
  { name: "italic", icon: Italic, keys: "Mod+I", mark: "_" },
  { name: "code", icon: Code, keys: "Mod+E", mark: "`" },
  { name: "strike", icon: Strikethrough, keys: "Mod+Shift+X", mark: "~~" },
];

/** The mark of a formatting key, if this is one. */
export const markOfKey = (event: KeyLike): string | undefined =>
  FORMATS.find(({ keys }) => isCombo(event, keys))?.mark;
