import {
  Bold,
  Code,
  Italic,
  Link,
  List,
  ListOrdered,
  SquareCode,
  Strikethrough,
  TextQuote,
  type LucideIcon,
} from "lucide-react";
import { isCombo, type KeyLike } from "@/lib/keys";
import type { Texts } from "@/texts";
import { toCodeBlock, toggleBlock, toLink } from "./blocks";
import { changeArea, wrapSelection } from "./textArea";

export type Format = {
  name: keyof Texts["messages"]["formats"];
  icon: LucideIcon;
  keys: string;
  apply: (area: HTMLTextAreaElement) => void;
};

const mark = (sign: string) => (area: HTMLTextAreaElement) => wrapSelection(area, sign);

/** The formats of the toolbar and of keys: marks around the selected text, */
export const FORMATS: readonly Format[] = [
  { name: "bold", icon: Bold, keys: "Mod+B", apply: mark("**") },
  { name: "italic", icon: Italic, keys: "Mod+I", apply: mark("_") },
  { name: "code", icon: Code, keys: "Mod+E", apply: mark("`") },
  { name: "strike", icon: Strikethrough, keys: "Mod+Shift+X", apply: mark("~~") },
];

/** and what becomes of its lines. */
export const BLOCKS: readonly Format[] = [
  { name: "list", icon: List, keys: "Mod+Shift+8", apply: changeArea((now) => toggleBlock(now, "list")) },
  {
    name: "numbered",
    icon: ListOrdered,
    keys: "Mod+Shift+7",
    apply: changeArea((now) => toggleBlock(now, "numbered")),
  },
  {
    name: "quote",
    icon: TextQuote,
    keys: "Mod+Shift+9",
    apply: changeArea((now) => toggleBlock(now, "quote")),
  },
  { name: "codeBlock", icon: SquareCode, keys: "Mod+Alt+C", apply: changeArea(toCodeBlock) },
  { name: "link", icon: Link, keys: "Mod+Shift+U", apply: changeArea((now) => toLink(now)) },
];

/** The format of a key, if this is one. */
export const formatOfKey = (event: KeyLike): Format | undefined =>
  [...FORMATS, ...BLOCKS].find(({ keys }) => isCombo(event, keys));
