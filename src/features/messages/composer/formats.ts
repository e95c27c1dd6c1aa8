import { Bold, Code, Italic, Strikethrough, type LucideIcon } from "lucide-react";
import { isCombo, type KeyLike } from "@/lib/keys";

type Format = { label: string; icon: LucideIcon; keys: string; mark: string };

/** The formats of the toolbar and of keys, each a mark around selected text. */
export const FORMATS: readonly Format[] = [
  { label: "Bold", icon: Bold, keys: "Mod+B", mark: "**" },
  { label: "Italic", icon: Italic, keys: "Mod+I", mark: "_" },
  { label: "Code", icon: Code, keys: "Mod+E", mark: "`" },
  { label: "Strikethrough", icon: Strikethrough, keys: "Mod+Shift+X", mark: "~~" },
];

/** The mark of a formatting key, if this is one. */
export const markOfKey = (event: KeyLike): string | undefined =>
  FORMATS.find(({ keys }) => isCombo(event, keys))?.mark;
