import type { Id } from "@convex/_generated/dataModel";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { longDay } from "@/texts/time";
import { show } from "@/testing.client";
import { JumpToDate } from "./JumpToDate";
import { boundsOf, dayText, monthOf } from "./month";

const CHANNEL = "c1" as Id<"channels">;

test("a month has a midnight for each of its days and one after them, also where clocks change", () => {
  for (const [year, month, days] of [
    [2026, 1, 28],
    [2028, 1, 29],
    [2026, 2, 31],
    [2026, 11, 31],
  ] as const) {
    const bounds = boundsOf({ year, month });
    expect(bounds).toHaveLength(days + 1);
    expect(bounds.every((at) => new Date(at).getHours() === 0)).toBe(true);
    expect(dayText(bounds[0]!)).toBe(`${year}-${String(month + 1).padStart(2, "0")}-01`);
  }
  expect(monthOf(new Date(2026, 0, 31).getTime(), -1)).toEqual({ year: 2025, month: 11 });
  expect(monthOf(new Date(2026, 0, 31).getTime(), 1)).toEqual({ year: 2026, month: 1 });
});

test("only days on which something was said can be chosen, by mouse and by keyboard", async () => {
  const onPick = vi.fn<(day: string) => void>();
  const first = boundsOf(monthOf(Date.now(), -1))[0]!;
  const spokenOn = (from: number) => (from === first ? [0, 9] : []);
  show(<JumpToDate channelId={CHANNEL} onPick={onPick} onClose={() => undefined} />, {
    answers: {
      "messages:days": ({ bounds }: { bounds: number[] }) =>
        bounds.slice(1).map((_, i) => spokenOn(bounds[0]!).includes(i)),
    },
  });
  expect(screen.getByRole("button", { name: "Next month" })).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: "Previous month" }));
  const day = (n: number) =>
    screen.getByRole("button", { name: longDay(first + n * 86_400_000 + 43_200_000) });
  expect(day(1)).toBeDisabled();
  day(0).focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(day(9)).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  expect(onPick).toHaveBeenCalledWith(dayText(first + 9 * 86_400_000 + 43_200_000));
});
