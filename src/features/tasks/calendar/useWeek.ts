import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQuery } from "convex/react";
import type { Task } from "../task";

/** What is due within seven days; undefined until it has come. */
export const useWeek = (
  channelId: Id<"channels"> | undefined,
  from: number,
): { tasks: readonly Task[]; isCut: boolean } | undefined =>
  useQuery(api.board.calendar.week, { from, ...(channelId && { channelId }) });
