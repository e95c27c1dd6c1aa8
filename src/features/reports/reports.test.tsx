import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { show } from "@/testing.client";
import { Report } from "./Report";
import { Totals } from "./ReportCharts";
import type { WeeklyReport } from "./useReport";

const task = { taskId: "t1", number: 7, title: "Ship the importer", at: 1, assignee: "Ben Ito" };

const report = {
  from: Date.UTC(2026, 10, 23),
  cells: [
    {
      channelId: "c1",
      assignee: "ben",
      doneByDay: [2, 0, 0, 0, 0, 0, 0],
      moved: 0,
      blocked: 0,
      ageing: 0,
    },
  ],
  channels: [{ channelId: "c1", name: "launch" }],
  people: [{ userId: "ben", name: "Ben Ito" }],
  done: [task],
  moved: [],
  blocked: [],
  ageing: [],
  isCut: false,
} as unknown as WeeklyReport;

test("a week in which nothing happened says so", () => {
  show(<Report weeksAgo={0} />, { answers: { "reports:week": { ...report, cells: [], done: [] } } });
  expect(screen.getByRole("heading", { name: "Nothing yet this week" })).toBeVisible();
});

test("a report that loads is announced", () => {
  show(<Report weeksAgo={0} />);
  expect(screen.getByRole("status")).toHaveTextContent("Loading the report…");
});

test("totals say when some tasks were not counted, and only then", () => {
  const tally = { done: 1_200, moved: 3, blocked: 0, ageing: 1 };
  const { unmount } = show(<Totals tally={tally} isCut />);
  expect(screen.getByText("At least (some tasks were not counted)")).toBeVisible();
  expect(screen.getByText("1,200")).toBeVisible();
  unmount();
  show(<Totals tally={tally} isCut={false} />);
  expect(screen.queryByText(/At least/)).toBeNull();
});

test("a task of the week leads to its pane", () => {
  show(<Report weeksAgo={1} />, { answers: { "reports:week": report }, path: "/report?week=last" });
  const done = screen.getByRole("region", { name: "Done" });
  expect(within(done).getByRole("link", { name: /T-7.*Ship the importer/ })).toHaveAttribute(
    "href",
    "/report?week=last&task=t1",
  );
});

test("a board of the week leads to its report, and says how it flows", () => {
  const board = { channelId: "c1", done: 6, usual: 2.5, halfMs: 60 * 3_600_000, isCut: true, oldest: [task] };
  const answers = { "reports:week": { ...report, boards: [board] } };
  show(<Report weeksAgo={1} />, { answers, path: "/report" });
  const link = screen.getByRole("link", { name: /^launch/ });
  expect(link).toHaveAttribute("href", "/c/c1/board/report");
  expect(link).toHaveTextContent(
    "launch" + "at least 6 done (2.5 a week before), half take 2.5 days at most",
  );
});
