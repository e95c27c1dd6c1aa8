import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type Why = FunctionReturnType<typeof api.notices.why>;

/** Why I hear of a message, or do not; undefined while it loads. */
export const useWhy = (messageId: Id<"messages">) => useQuery(api.notices.why, { messageId });
