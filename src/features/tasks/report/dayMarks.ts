import { startOfDayUtc } from "@convex/shared/board/flow";
import { localDueDay } from "@/lib/time";
import { texts } from "@/texts";
import { dateName } from "@/texts/time";
import type { Mark } from "./Chart";

/** "23 Nov": the day of UTC in which a moment lies. */
export const dayOfUtc = (at: number): string => dateName(localDueDay(at));

/** A few days below a chart that ends today. */
export function dayMarks(from: number, now: number): Mark[] {
  const spanMs = Math.max(1, now - from);
  const inner = [0, 1 / 3, 2 / 3].map((share) => startOfDayUtc(from + share * spanMs + 1));
  const days = [...new Set(inner)].filter((day) => day < startOfDayUtc(now));
  return [
    ...days.map((day) => ({ at: Math.max(0, (day - from) / spanMs), label: dayOfUtc(day) })),
    { at: 1, label: texts.boardReport.today },
  ];
}
