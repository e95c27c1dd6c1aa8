import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { Files } from "../storage/files.ts";
import { Orphans } from "./orphans.ts";

test("[FS3] a file without a document goes, but not while files are kept, nor when a document has it again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "orphans-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = new Files(folder);
  await files.open();
  const [first, second] = [
    await files.save(Readable.from([Buffer.from("first")])),
    await files.save(Readable.from([Buffer.from("second")])),
  ];
  const named = new Set<string>();
  const unnamed = (hashes: string[]) => hashes.filter((sha256) => !named.has(sha256));
  const database = {
    operation: async <T>(_name: string, hashes?: unknown) =>
      (await Promise.resolve(unnamed(hashes as string[]))) as T,
  };
  const orphans = new Orphans(files, database);
  const count = () => readdirSync(folder).filter((name) => name !== "incoming").length;

  await orphans.keepDuring(async () => {
    await orphans.remove([first.sha256, second.sha256]);
    expect(count()).toBe(2);
    named.add(second.sha256);
  });
  expect(count()).toBe(1);
  expect(existsSync(join(folder, Buffer.from(second.sha256, "base64").toString("hex")))).toBe(true);

  named.clear();
  await orphans.remove([second.sha256]);
  expect(count()).toBe(0);
});
