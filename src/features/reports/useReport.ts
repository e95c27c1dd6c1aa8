import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type WeeklyReport = FunctionReturnType<typeof api.reports.week>;

/** @param weeksAgo 0 for this week so far, 1 for the last one */
export const useReport = (weeksAgo: 0 | 1): WeeklyReport | undefined =>
  useQuery(api.reports.week, { weeksAgo });
