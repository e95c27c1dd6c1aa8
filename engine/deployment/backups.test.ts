import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { silentLog } from "../lib/log.ts";
import { fixedWorld } from "../lib/world.ts";
import { Backups } from "./backups.ts";

const HOUR = 60 * 60 * 1000;

function open() {
  const folder = mkdtempSync(join(tmpdir(), "backups-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const world = fixedWorld(1);
  const disk = { isFull: false };
  const write = async (path: string) => {
    await Promise.resolve();
    if (disk.isFull) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
    writeFileSync(path, "");
  };
  const start = () => {
    const surroundings = { folder, keep: 2, dataBornMs: world.now(), world, log: silentLog };
    const backups = new Backups(surroundings, write);
    onTestFinished(async () => await backups.close());
    return backups;
  };
  return { disk, folder, start, world };
}

test("[BK6] the first backup comes a day after the data, the next a day after that, and the newest are kept", async () => {
  const { folder, start, world } = open();
  const backups = start();
  world.advance(23 * HOUR);
  await backups.runIfDue();
  expect(backups.health()).toEqual({ newestAgeMs: null, lastError: null });

  for (let day = 0; day < 3; day++) {
    world.advance(24 * HOUR);
    await backups.runIfDue();
    await backups.runIfDue();
  }
  expect(readdirSync(folder)).toEqual(["backup-2023-11-17T21-13-20Z.zip", "backup-2023-11-18T21-13-20Z.zip"]);
  world.advance(HOUR);
  expect(backups.health()).toEqual({ newestAgeMs: HOUR, lastError: null });
});

test("[BK6] a backup that failed is told of, keeps the old ones, and is tried again; what was left half done goes", async () => {
  const { disk, folder, start, world } = open();
  writeFileSync(join(folder, "backup-2023-11-13T00-00-00Z.zip"), "");
  writeFileSync(join(folder, "backup-2023-11-14T00-00-00Z.zip.part"), "");
  disk.isFull = true;
  const backups = start();
  await backups.runIfDue();
  expect(backups.health()).toEqual({ newestAgeMs: expect.any(Number), lastError: "ENOSPC" });
  expect(readdirSync(folder)).toEqual(["backup-2023-11-13T00-00-00Z.zip"]);

  disk.isFull = false;
  world.advance(HOUR);
  await backups.runIfDue();
  expect(backups.health()).toEqual({ newestAgeMs: expect.any(Number), lastError: null });
  expect(readdirSync(folder)).toHaveLength(2);
});

test("[BK6] operators are told how large the newest is, how many are kept, when the next is due, and how often it failed", async () => {
  const { disk, start, world } = open();
  const backups = start();
  expect(backups.state()).toMatchObject({ newestBytes: null, kept: 0, nextInMs: 24 * HOUR, failures: 0 });
  world.advance(24 * HOUR);
  await backups.runIfDue();
  world.advance(6 * HOUR);
  expect(backups.state()).toEqual({
    newestAgeMs: 6 * HOUR,
    newestBytes: 0,
    kept: 1,
    nextInMs: 18 * HOUR,
    lastError: null,
    failures: 0,
  });
  disk.isFull = true;
  world.advance(18 * HOUR);
  await backups.runIfDue();
  await backups.runIfDue();
  expect(backups.state()).toMatchObject({ nextInMs: 0, lastError: "ENOSPC", failures: 2, kept: 1 });
  disk.isFull = false;
  await backups.runIfDue();
  expect(backups.state()).toMatchObject({ lastError: null, failures: 0, kept: 2 });
});
