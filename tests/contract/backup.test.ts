/** Backups of a server under load, restored, against what its clients know. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { restoreBackup } from "../../engine/snapshot/restore.ts";
import { Catalog } from "../../engine/database/catalog.ts";
import { Store } from "../../engine/storage/store.ts";
import { root } from "../../scripts/config.ts";
import { runNode } from "../../scripts/run.ts";
import { appFolder, SmallApp, succeeded } from "../support/smallApp.ts";

const ACCOUNTS = 8;
const EACH = 1_000;
const BACKUPS = 3;
const WRITERS = 6;

const open = makeFunctionReference<"mutation", { count: number; each: number }>("bank:open");
const transfer = makeFunctionReference<
  "mutation",
  { from: number; to: number; amount: number; name: string }
>("bank:transfer");
const balances = makeFunctionReference<"query", Record<string, never>, number[]>("bank:balances");
const upload = makeFunctionReference<"action", { text: string }, string>("bank:upload");
const folder = mkdtempSync(join(tmpdir(), "backups-of-load-"));
let app: SmallApp;

beforeAll(async () => {
  app = await SmallApp.start("bank-app", appFolder("bankApp"));
  succeeded(await app.deploy());
  await app.http().mutation(open, { count: ACCOUNTS, each: EACH });
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

/** Transfers without a pause until it is stopped; `acknowledged` grows as the server answers. */
function write() {
  const acknowledged: string[] = [];
  let isStopped = false;
  const writer = async (own: number) => {
    const client = app.http();
    for (let i = 0; !isStopped; i++) {
      const name = `${own}-${i}`;
      await client.mutation(transfer, {
        from: i % ACCOUNTS,
        to: (i + own + 1) % ACCOUNTS,
        amount: 1 + (i % 5),
        name,
      });
      acknowledged.push(name);
    }
  };
  const done = Promise.all(Array.from({ length: WRITERS }, (_, own) => writer(own)));
  const stop = async () => {
    isStopped = true;
    await done;
  };
  return { acknowledged, stop };
}

function documentsIn(dataDir: string, table: string): Record<string, unknown>[] {
  const store = new Store(join(dataDir, "store.sqlite"));
  const index = new Catalog(store).table(table)!.indexes.get("by_creation_time")!.number;
  const documents = Array.from(store.documents(index), (json) => JSON.parse(json) as Record<string, unknown>);
  store.close();
  return documents;
}

test("[BK1] F-21: a backup under load is one moment, has all that was acknowledged before, and writers go on", async () => {
  const fileId = await app.http().action(upload, { text: "kept" });
  const load = write();
  for (let round = 0; round < BACKUPS; round++) {
    const path = join(folder, `${round}.zip`);
    const before = [...load.acknowledged];
    await app.engine.deployment.snapshots.backUp(path);
    const after = load.acknowledged.length;

    const restored = join(folder, String(round));
    expect((await restoreBackup(path, restored)).files).toBe(1);
    const sum = documentsIn(restored, "accounts").reduce(
      (total, { balance }) => total + (balance as number),
      0,
    );
    expect(sum).toBe(ACCOUNTS * EACH);
    const transfers = documentsIn(restored, "transfers").map(({ name }) => name);
    expect(new Set(transfers).size).toBe(transfers.length);
    expect(documentsIn(restored, "_scheduled_functions")).toHaveLength(transfers.length);
    expect(before.filter((name) => !transfers.includes(name))).toEqual([]);
    expect(documentsIn(restored, "_storage").map(({ _id }) => _id)).toEqual([fileId]);
    expect(after).toBeGreaterThan(before.length);
  }
  await load.stop();
});

/** Runs one of the project's scripts on the app's data. */
async function script(name: string, ...args: string[]) {
  const env = { TANDEM_DATA: app.dataDir, PORT: String(app.engine.port) };
  return await runNode([join(root, "scripts", `${name}.ts`), ...args], { env, isQuiet: true });
}

test("[BK2] [BK5] by script: backed up while it runs or not, tried, refused, and restored in place of what is there", async () => {
  const before = await app.http().query(balances, {});
  const [running, stopped] = ["running.zip", "stopped.zip"].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  expect(succeeded(await script("backup", running))).toContain(`Wrote ${running}`);
  expect((await script("backup", running)).output).toContain("is there already");
  expect(succeeded(await script("restore", "--verify", running))).toContain("The backup is whole");
  expect((await script("restore", "--force", running)).output).toContain("is in use by another process");

  await app.http().mutation(transfer, { from: 0, to: 1, amount: 500, name: "later" });
  const later = await app.http().query(balances, {});
  await app.restart(async () => {
    expect(succeeded(await script("backup", stopped))).toContain(`Wrote ${stopped}`);
    expect((await script("restore", running)).output).toContain("holds data");
    succeeded(await script("restore", "--force", running));
  });
  expect(await app.http().query(balances, {})).toEqual(before);

  await app.restart(async () => {
    rmSync(app.dataDir, { recursive: true });
    succeeded(await script("restore", stopped));
  });
  expect(await app.http().query(balances, {})).toEqual(later);
  const replaced = readdirSync(dirname(app.dataDir)).filter((name) =>
    name.startsWith(`${basename(app.dataDir)}.`),
  );
  expect(replaced).toHaveLength(1);
  rmSync(join(dirname(app.dataDir), replaced[0]!), { recursive: true });
});

test("[SN2] a stop waits for no backup, and one that is broken off has no file", async () => {
  const path = join(folder, "broken-off.zip");
  const { snapshots } = app.engine.deployment;
  const [outcome] = await Promise.allSettled([snapshots.backUp(path), app.restart()]);
  expect(outcome).toMatchObject({ status: "rejected", reason: { message: "The snapshot was broken off." } });
  expect(existsSync(path)).toBe(false);
});

test("[BK1] only the admin key gets a backup, by POST", async () => {
  const ask = async (method: string, authorization: string) =>
    (await fetch(`${app.url}/api/backup`, { method, headers: { authorization } })).status;
  expect(await ask("POST", "")).toBe(403);
  expect(await ask("POST", "Convex nonsense")).toBe(401);
  expect(await ask("GET", `Convex ${app.engine.adminKey}`)).toBe(405);
  expect(await ask("POST", `Convex ${app.engine.adminKey}`)).toBe(200);
});
