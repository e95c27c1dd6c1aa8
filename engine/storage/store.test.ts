import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Store } from "./store.ts";

test("[ST9] the store and its log are their owner's only, whoever could read the file before", () => {
  const folder = mkdtempSync(join(tmpdir(), "store-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "store.sqlite");
  writeFileSync(path, "", { mode: 0o644 });
  const store = new Store(path);
  store.begin();
  store.writeMeta("a", 1);
  store.commit();
  for (const file of [path, `${path}-wal`]) expect(statSync(file).mode & 0o777, file).toBe(0o600);
  store.close();
});
