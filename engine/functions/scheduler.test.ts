import { expect, test } from "vitest";
import { openDatabase } from "../database/database.ts";
import { Transaction } from "../database/transaction.ts";
import { fixedWorld } from "../lib/world.ts";
import { Store } from "../storage/store.ts";
import { nextTime, Scheduler, type CronSpec } from "./scheduler.ts";

const at = (text: string) => Date.parse(`${text}Z`);

const cases: [CronSpec["schedule"], string, string][] = [
  [{ type: "interval", minutes: 5 }, "2026-03-01T10:00:00", "2026-03-01T10:05:00"],
  [{ type: "hourly", minuteUTC: 30 }, "2026-03-01T10:30:00", "2026-03-01T11:30:00"],
  [{ type: "daily", hourUTC: 8, minuteUTC: 15 }, "2026-12-31T09:00:00", "2027-01-01T08:15:00"],
  [{ type: "weekly", dayOfWeek: "monday", hourUTC: 9 }, "2026-11-21T00:00:00", "2026-11-23T09:00:00"],
  [{ type: "weekly", dayOfWeek: "sunday", hourUTC: 0 }, "2026-11-21T00:00:00", "2026-11-22T00:00:00"],
  [{ type: "monthly", day: 31, hourUTC: 6 }, "2026-04-01T00:00:00", "2026-05-31T06:00:00"],
  [{ type: "cron", cron: "0 0 29 2 *" }, "2026-03-01T00:00:00", "2028-02-29T00:00:00"],
  [{ type: "cron", cron: "*/5 * * * *" }, "2026-03-29T00:58:00", "2026-03-29T01:00:00"],
];

test.each(cases)("[SC6] %j after %s is %s, in UTC", (schedule, now, next) => {
  expect(nextTime(schedule, at(now))).toBe(at(next));
});

test("[SC6] an interval keeps its rhythm and skips what was missed", () => {
  const schedule = { type: "interval", minutes: 10 };
  const started = at("2026-03-01T10:00:00");
  expect(nextTime(schedule, at("2026-03-01T10:00:03"), started)).toBe(at("2026-03-01T10:10:00"));
  expect(nextTime(schedule, at("2026-03-01T13:07:00"), started)).toBe(at("2026-03-01T13:10:00"));
});

test("[SC11] what has ended is forgotten after seven days; what waits, runs or ended lately is not", () => {
  const store = new Store(":memory:");
  const world = fixedWorld(1);
  const database = openDatabase(store, world);
  const scheduler = new Scheduler(database);
  const DAY_MS = 24 * 60 * 60 * 1000;
  store.begin();
  const tx = new Transaction(database, false);
  const insert = (kind: string, completedTime?: number) =>
    tx.insert("_scheduled_functions", {
      name: "a:b",
      args: [],
      scheduledTime: 1,
      state: { kind },
      ...(completedTime !== undefined && { completedTime }),
    });
  const waiting = insert("pending");
  const old = Array.from({ length: 600 }, () => insert("success", world.now()));
  world.advance(DAY_MS);
  const late = insert("failed", world.now());
  world.advance(6.9 * DAY_MS);
  scheduler.forgetFinished(new Transaction(database, false));
  store.commit();
  const isThere = (id: string) => store.readDocument(id) !== undefined;
  expect([waiting, late].every(isThere)).toBe(true);
  expect(old.some(isThere)).toBe(false);
  store.close();
});
