import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";

/** How much in the inbox I have not seen; 0 while that is not known. */
export const useNoticeCount = (): number => useQuery(api.notices.counts)?.unread ?? 0;
