/** A disk that takes writes and then fails to flush them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { startEngine } from "../../engine/engine.ts";

const SERVER = join(import.meta.dirname, "flushServer.ts");
const PRELOAD = join(import.meta.dirname, "failFlush.ts");

async function change(folder: string, failFile: string, fails: boolean) {
  const child = spawn(process.execPath, [SERVER, join(folder, "data"), fails ? failFile : ""], {
    env: {
      ...process.env,
      FAIL_FLUSH: failFile,
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import ${PRELOAD}`,
    },
  });
  const [said, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  return { said, complaint, code };
}

test("[WK8] a change whose flush fails is never acknowledged and ends the process; the next start opens", async () => {
  const folder = mkdtempSync(join(tmpdir(), "flush-"));
  const failFile = join(folder, "fail");
  try {
    expect(await change(folder, failFile, false)).toMatchObject({ said: "ready\nchanged\n", code: 0 });
    const failed = await change(folder, failFile, true);
    expect(failed.said).toBe("ready\n");
    expect(failed.complaint).toContain("could not be flushed");
    expect(failed.code).toBe(1);
    expect(existsSync(failFile)).toBe(true);
    const engine = await startEngine({ dataDir: join(folder, "data"), port: 0, hasIdentity: false });
    await engine.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
