/// <reference types="vite/client" />
import { convexTest } from "convex-test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, components } from "../contract/componentApp/convex/_generated/api";
import schema from "../contract/componentApp/convex/schema";
import counterSchema from "../contract/componentApp/counter/schema";
import journalSchema from "../contract/componentApp/journal/schema";

const modules = import.meta.glob("../contract/componentApp/convex/**/*.*s");
const counterModules = import.meta.glob("../contract/componentApp/counter/**/*.ts");
const journalModules = import.meta.glob("../contract/componentApp/journal/**/*.ts");

function openApp() {
  const t = convexTest({ schema, modules });
  for (const name of ["counter", "second"]) {
    t.registerComponent(name, counterSchema, counterModules);
    t.registerComponent(`${name}/journal`, journalSchema, journalModules);
  }
  return t;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("[CO1] [CO3] [TS1] each mount has tables of its own, and the components it has mounted itself", async () => {
  const t = openApp();
  await t.mutation(api.counting.note, { text: "the app's" });
  await t.mutation(api.counting.add, { name: "one", amount: 2 });
  expect(await t.query(api.counting.get, { name: "one" })).toBe(2);
  expect(await t.query(api.counting.ofSecond, { name: "one" })).toBe(0);
  expect(await t.query(components.counter.lib.get, { name: "one" })).toBe(2);
  expect(await t.query(api.counting.texts, {})).toEqual(["the app's"]);
});

test("[CO4] [CO5] a component's mutation that throws is undone alone, and what calls back is nobody", async () => {
  const t = openApp();
  expect(await t.mutation(api.counting.tryToAdd, { name: "kept", amount: -1 })).toBe("NEGATIVE");
  expect(await t.query(api.counting.get, { name: "kept" })).toBe(0);
  const ana = t.withIdentity({ subject: "ana" });
  expect(await ana.mutation(api.counting.callBack, { text: "now", isLater: false })).toBe("received now");
  expect(await t.query(api.counting.texts, {})).toEqual(["kept", "now from nobody"]);
});

test("[CO9] what a component schedules runs in it, or where a handle leads", async () => {
  const t = openApp();
  await t.mutation(api.counting.addLater, { name: "scheduled", delayMs: 1_000 });
  await t.mutation(api.counting.callBack, { text: "later", isLater: true });
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await t.query(api.counting.get, { name: "scheduled" })).toBe(1);
  expect(await t.query(api.counting.texts, {})).toEqual(["later from nobody"]);
});
