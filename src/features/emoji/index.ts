import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { EmojiProvider } from "./EmojiContext";
export { useOwnEmoji, type OwnEmoji } from "./useOwnEmoji";
export { EmojiMark } from "./EmojiMark";
export { useFoundEmoji } from "./useFoundEmoji";

export const EmojiSettings = lazy(
  retryImport(async () => ({ default: (await import("./settings/EmojiSettings")).EmojiSettings })),
);
