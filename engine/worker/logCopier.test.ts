import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { silentLog } from "../lib/log.ts";
import { LogCopier } from "./logCopier.ts";
import type { AskOperation } from "./operations/map.ts";

test("[SN10] the log is copied while somebody goes on, also after a start that failed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "log-copier-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const told: boolean[] = [];
  let isAway = true;
  const operation = async (_name: string, isBeside: boolean) => {
    if (isAway && isBeside) throw new Error("away");
    await Promise.resolve(told.push(isBeside));
  };
  const copier = new LogCopier(join(folder, "store.sqlite"), operation as unknown as AskOperation, silentLog);
  const during = async () => await copier.during(async () => await Promise.resolve(told.at(-1)));
  await expect(during()).rejects.toThrow("away");
  isAway = false;
  expect(await during()).toBe(true);
  expect(told).toEqual([false, true, false]);
});
