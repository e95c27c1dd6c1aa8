import { api } from "@convex/_generated/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";

export type CronRun = FunctionReturnType<typeof api.operator.cronRuns.list>[number];

/** The last run of each cron that has run. */
export const useCronRuns = (): readonly CronRun[] | undefined => useQuery(api.operator.cronRuns.list);
