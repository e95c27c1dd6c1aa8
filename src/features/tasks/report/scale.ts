import { DAY_MS } from "@/lib/time";

const HOUR_MS = DAY_MS / 24;
const MINUTE_MS = HOUR_MS / 60;

/** Most steps between nothing and the top of a chart. */
const STEPS = 4;

/** What a chart has at its side: from nothing to its top, which is no less than what it shows. */
export type Scale = { top: number; ticks: number[] };

function scaleBy(step: number, most: number): Scale {
  const count = Math.max(1, Math.ceil(most / step));
  return { top: step * count, ticks: Array.from({ length: count + 1 }, (_, i) => i * step) };
}

/** Of counts: in steps of 1, 2, 5, 10, 20… */
export function countScale(most: number): Scale {
  for (let unit = 1; ; unit *= 10)
    for (const step of [unit, 2 * unit, 5 * unit]) if (most <= step * STEPS) return scaleBy(step, most);
}

const TIMES = [
  ...[5, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
];

/** Of lengths of time: in minutes and hours that people count in, then in days. */
export function timeScale(mostMs: number): Scale {
  const step = TIMES.find((one) => mostMs <= one * STEPS);
  if (step !== undefined) return scaleBy(step, mostMs);
  const days = countScale(mostMs / DAY_MS);
  return { top: days.top * DAY_MS, ticks: days.ticks.map((day) => day * DAY_MS) };
}
