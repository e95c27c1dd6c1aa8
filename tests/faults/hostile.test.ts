/** What attackers try besides noise: changed cursors, paths out of the folder, one invitation many times. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEngine, type Engine } from "../../engine/engine.ts";
import { fixedWorld, seededRandom } from "../../engine/lib/world.ts";
import { Cursors, readPage, type PageRequest } from "../../engine/database/page.ts";
import { Transaction } from "../../engine/database/transaction.ts";
import { Store } from "../../engine/storage/store.ts";
import { rounds } from "./rounds.ts";
import { openDatabase } from "../../engine/database/database.ts";

const SECRET = "the secret beside the folder";
const folder = mkdtempSync(join(tmpdir(), "hostile-"));
let engine: Engine;

beforeAll(async () => {
  mkdirSync(join(folder, "site"));
  writeFileSync(join(folder, "site", "index.html"), "<title>the app</title>");
  writeFileSync(join(folder, "secret.txt"), SECRET);
  symlinkSync(join(folder, "secret.txt"), join(folder, "site", "link.txt"));
  engine = await startEngine({ dataDir: join(folder, "data"), port: 0, staticDir: join(folder, "site") });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends the path as it is: `fetch` would tidy it. */
function get(path: string): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const request = httpRequest({ port: engine.port, host: "127.0.0.1", path }, (response) => {
    let body = "";
    response.on("data", (chunk: Buffer) => (body += chunk.toString("latin1")));
    response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
  });
  request.on("error", reject);
  request.end();
  return promise;
}

test("[HT3] no path leads out of the folder of the app", async () => {
  const steps = [
    "..",
    "%2e%2e",
    "..%2f",
    "%2e%2e%2f",
    "..\\",
    "..%5c",
    "%252e%252e",
    ".%00.",
    "....//",
    "%c0%ae%c0%ae",
  ];
  const targets = ["secret.txt", "data/admin-key", "data/store.sqlite", "etc/passwd"];
  const paths = steps.flatMap((step) =>
    targets.flatMap((target) => [1, 2, 6].map((depth) => `/${`${step}/`.repeat(depth)}${target}`)),
  );
  const more = [
    "/link.txt",
    `/${"a".repeat(5_000)}`,
    "/index.html%00.txt",
    "//etc/passwd",
    `/${folder}/secret.txt`,
    "/assets/../../secret.txt",
  ];
  for (const path of [...paths, ...more, ...paths.map((path) => `/api/storage${path}`)]) {
    const { status, body } = await get(path);
    expect(body, path).not.toContain(SECRET);
    expect(body, path).not.toContain(engine.adminKey);
    expect(body, path).not.toMatch(/^SQLite format|root:/);
    expect(status, path).toBeLessThan(500);
  }
});

test("[ID5] of many who use one invitation at once, one gets in", async () => {
  const post = async (path: string, body: object, cookie = "") =>
    await fetch(`${engine.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, origin: engine.url },
      body: JSON.stringify(body),
    });
  const person = (n: number) => ({
    email: `p${n}@example.com`,
    password: "long enough password",
    name: `P ${n}`,
  });
  const first = await post("/api/auth/sign-up/email", person(0));
  const cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const { url } = (await (await post("/api/auth/invites", {}, cookie)).json()) as { url: string };
  const inviteToken = url.split("/").at(-1);
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => post("/api/auth/sign-up/email", { ...person(i + 1), inviteToken })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test(`[DB15] [DB19] ${rounds(2_000, 10_000)} changed cursors and odd page sizes show nothing they should not`, () => {
  const store = new Store(":memory:");
  const world = fixedWorld(1);
  const database = openDatabase(store, world);
  const tx = new Transaction(database, false);
  for (let i = 0; i < 30; i++) tx.insert("notes", { i });
  const cursors = new Cursors("a secret of this test");
  const query: PageRequest["query"] = {
    source: { type: "FullTableScan", tableName: "notes", order: null },
    operators: [],
  };
  const read = (cursor: string | null, pageSize: number) =>
    JSON.parse(
      readPage(
        new Transaction(database),
        cursors,
        { query, cursor, endCursor: null, pageSize },
        { endCursor: null },
      ),
    ) as { continueCursor: string; page: object[] };
  const { continueCursor } = read(null, 5);
  const random = seededRandom(5);
  for (let i = 0; i < rounds(2_000, 10_000); i++) {
    const bytes = Buffer.from(continueCursor);
    const at = Math.floor(random() * bytes.length);
    bytes[at] = bytes[at]! ^ (1 << Math.floor(random() * 7));
    const changed = bytes.toString("latin1");
    expect(() => read(changed, 5), changed).toThrow(/InvalidCursor/);
  }
  for (const size of [0, -1, Number.NaN, 1e9, 0.5]) {
    let length = 0;
    try {
      ({ length } = read(null, size).page);
    } catch (error) {
      expect((error as Error).message).toMatch(/numItems|page/i);
    }
    expect(length).toBeLessThanOrEqual(30);
  }
  store.close();
});
