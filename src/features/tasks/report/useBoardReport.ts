import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { startOfDayUtc } from "@convex/shared/board/flow";
import { LIMITS } from "@convex/shared/limits";
import { useQuery } from "convex/react";
import { DAY_MS } from "@/lib/time";
import { useColumns } from "../columns/useColumns";
import type { BoardFigures } from "./figures";

/** All that a report looks back on, whatever of it is shown; undefined until it is known. */
export function useBoardReport(channelId: Id<"channels">, now: number): BoardFigures | undefined {
  const from = startOfDayUtc(now) - LIMITS.flowWeeks * 7 * DAY_MS;
  const columns = useColumns(channelId);
  const flow = useQuery(api.board.reports.flow, { channelId, from });
  const done = useQuery(api.board.reports.done, { channelId, from });
  const open = useQuery(api.board.reports.open, { channelId });
  return columns && flow && done && open && { columns, flow, done, open };
}
