/** A server's port is its own also while it is away: other processes with the same numbers to begin at get others. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { freePort } from "./support/ports.ts";

test("no two processes are given one port, and the system gives none of them to anybody", async () => {
  const own: number[] = [];
  while (own.length < 20) own.push(await freePort());
  const script = `
    Object.defineProperty(process, "pid", { value: ${process.pid} });
    const { freePort } = await import(${JSON.stringify(new URL("support/ports.ts", import.meta.url))});
    for (let count = 0; count < 20; count++) console.log(await freePort());`;
  const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", script];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const others = stdout.trim().split("\n").map(Number);
  expect(new Set([...own, ...others]).size).toBe(40);
  for (const port of [...own, ...others]) expect(port).toBeLessThan(32_768);
});
