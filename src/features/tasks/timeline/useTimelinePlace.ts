import { useSearchParams } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";
import { DAY_MS } from "@/lib/time";
import { useNow } from "@/platform/useNow";
import { monthOf, monthText, readMonth, type Month } from "../calendar/month";
import { ZOOMS, type Zoom } from "./scale";

/** Days before today that a timeline begins with, where its address says no month. */
const BEFORE = 14;

/** From which month on a timeline is looked at, and how closely: as the address says. */
export function useTimelinePlace() {
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string | undefined) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (value === undefined) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true, state: KEEPS_VIEW },
    );
  return {
    month: readMonth(params.get("month")) ?? monthOf(now - BEFORE * DAY_MS),
    zoom: ZOOMS.find((zoom) => zoom === params.get("zoom")) ?? "weeks",
    setMonth: (month: Month | undefined) => set("month", month && monthText(month)),
    setZoom: (zoom: Zoom) => set("zoom", zoom),
  };
}
