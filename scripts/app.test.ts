import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startEngine } from "../engine/engine.ts";
import { problemOf } from "./app.ts";

const folder = mkdtempSync(join(tmpdir(), "start-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said when the server does not start with this data folder and port. */
async function problemWith(dataDir: string, port = 0): Promise<string> {
  const error = await startEngine({ dataDir, port, hasIdentity: false }).then(
    async (engine) => await engine.close(),
    (thrown: unknown) => thrown,
  );
  return error === undefined ? "" : problemOf(error, { dataDir, port });
}

test("a data folder that cannot be one is told in a sentence with the way out", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "no folder");
  const taken = join(folder, "taken");
  mkdirSync(join(taken, "store.sqlite"), { recursive: true });
  for (const dataDir of [file, join(file, "below"), taken]) {
    const said = await problemWith(dataDir);
    expect(said, dataDir).toMatch(/cannot be used as the data folder: .*TANDEM_DATA=/);
    expect(said.split("\n"), dataDir).toHaveLength(1);
  }
  expect(await problemWith(join(folder, "good"))).toBe("");
}, 30_000);

test("a folder and a port in use, and a damaged store, have sentences of their own", async () => {
  const dataDir = join(folder, "used");
  const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
  expect(await problemWith(dataDir)).toMatch(/in use.*TANDEM_DATA=/);
  expect(await problemWith(join(folder, "other"), engine.port)).toContain(
    `PORT=${engine.port + 1} npm start`,
  );
  await engine.close();
  writeFileSync(join(dataDir, "store.sqlite"), "this is no store at all ".repeat(500));
  const damaged = await problemWith(dataDir);
  expect(damaged).toMatch(/is damaged .*npm run restore/);
  expect(damaged.split("\n")).toHaveLength(1);
}, 30_000);

test("what nobody can mend is told whole", () => {
  const error = new Error("a bug");
  expect(problemOf(error, { dataDir: folder, port: 1 })).toBe(error.stack);
});
