import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";
import type { Bookmark } from "./bookmark";

/** Those of a channel, in its order; undefined until they have come. */
export const useBookmarks = (channelId: Id<"channels">): readonly Bookmark[] | undefined =>
  useQuery(api.chat.bookmarks.list, { channelId });
