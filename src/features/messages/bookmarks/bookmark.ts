import type { api } from "@convex/_generated/api";
import { targetOf } from "@convex/shared/addresses";
import { bookmarkAddress, isOwnAddress } from "@convex/shared/chat/bookmarks";
import type { FunctionReturnType } from "convex/server";
import { AtSign, File, FileText, Globe, Hash, MessageSquare, SquareKanban, TextSearch } from "lucide-react";
import type { ChannelDetails } from "@/features/channels";
import type { IconShape } from "@/ui/Icon";

export type Bookmark = FunctionReturnType<typeof api.chat.bookmarks.list>[number];

/** What is typed as an address, as it is kept; undefined where it leads nowhere. */
export const addressOf = (typed: string): string | undefined => bookmarkAddress(typed, location.origin);

/** Whether somebody who is in a channel may change its bookmarks: as the server sees it. */
export const mayBookmark = ({ isMember, archivedAt, posting, canManage }: ChannelDetails): boolean =>
  isMember && archivedAt === undefined && (posting === undefined || canManage);

/** What an address is called while nobody has said more. */
export function usualTitle(url: string): string {
  if (isOwnAddress(url)) return url;
  const { protocol, host, pathname } = new URL(url);
  return protocol === "mailto:" ? pathname : host.replace(/^www\./, "");
}

/** What a bookmark without an emoji shows. */
export function iconOf(url: string): IconShape {
  if (!isOwnAddress(url)) return url.startsWith("mailto:") ? AtSign : Globe;
  const address = new URL(url, location.origin);
  const target = targetOf(address);
  if (target) return "taskId" in target ? SquareKanban : "fileId" in target ? File : MessageSquare;
  if (address.searchParams.has("note")) return FileText;
  if (address.pathname.startsWith("/c/")) return address.pathname.endsWith("/board") ? SquareKanban : Hash;
  return address.pathname === "/search" ? TextSearch : SquareKanban;
}
