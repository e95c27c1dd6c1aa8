/** When the people of the demo are at work: weekdays from nine, local time. */
export type WorkDay = { from: number; to: number };

const OPENS = 9;
const CLOSES = { hour: 17, minute: 45 };
const MINUTE_MS = 60_000;

/**
 * The working days of a period, oldest first. The last one is today, whatever the weekday, and ends
 * a moment ago; before ten in the morning it is yesterday.
 */
export function workDays(now: number, periodDays: number): WorkDay[] {
  const today = new Date(now);
  const lastBack = today.getHours() < 10 ? 1 : 0;
  const days: WorkDay[] = [];
  for (let back = periodDays; back >= lastBack; back -= 1) {
    const at = (hour: number, minute: number) =>
      new Date(today.getFullYear(), today.getMonth(), today.getDate() - back, hour, minute).getTime();
    const weekday = new Date(at(12, 0)).getDay();
    if ((weekday === 0 || weekday === 6) && back !== lastBack) continue;
    days.push({ from: at(OPENS, 0), to: Math.min(at(CLOSES.hour, CLOSES.minute), now - 2 * MINUTE_MS) });
  }
  return days;
}
