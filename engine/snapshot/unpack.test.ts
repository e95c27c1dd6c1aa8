import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, onTestFinished, test } from "vitest";
import { ZipFile } from "yazl";
import { Files } from "../storage/files.ts";
import { linesOf } from "./rows.ts";
import { tablesIn, unpack, type Upload } from "./unpack.ts";

async function upload(
  fill: (zip: ZipFile) => void,
): Promise<{ upload: Upload; folder: string; files: Files }> {
  const folder = mkdtempSync(join(tmpdir(), "unpack-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "upload.zip");
  const zip = new ZipFile();
  fill(zip);
  zip.end();
  await pipeline(zip.outputStream as Readable, createWriteStream(path));
  const files = new Files(join(folder, "files"));
  await files.open();
  return { upload: { path, format: "zip", table: null, mode: "replaceAll" }, folder, files };
}

const tables = (count: number) => (zip: ZipFile) => {
  for (let i = 0; i < count; i++) zip.addBuffer(Buffer.alloc(0), `t${i}/documents.jsonl`);
};

test("[SN8] an archive has a thousand tables at most", async () => {
  const sound = await upload(tables(1_000));
  expect(await tablesIn(sound.upload)).toHaveLength(1_000);
  const much = await upload(tables(1_001));
  await expect(tablesIn(much.upload)).rejects.toThrow(/1001 tables/);
  await expect(unpack(much.upload, much.folder, much.files)).rejects.toThrow(/1001 tables/);
});

test("[SN8] a line that is longer than any document is refused", async () => {
  const chunk = Buffer.alloc(1024 * 1024, " ");
  const read = async (megabytes: number) => {
    const content = Readable.from(Array.from({ length: megabytes }, () => chunk));
    let lines = 0;
    for await (const line of linesOf(content)) lines += line.length > 0 ? 1 : 0;
    return lines;
  };
  expect(await read(30)).toBe(1);
  await expect(read(70)).rejects.toThrow(/longer than/);
});

test("[SN4] lines are those of the text, however it comes in pieces", async () => {
  const text = "a\nbé\n\nlast";
  for (let size = 1; size < 8; size++) {
    const bytes = Buffer.from(text);
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    const lines: string[] = [];
    for await (const line of linesOf(Readable.from(pieces))) lines.push(line);
    expect(lines, `pieces of ${size}`).toEqual(["a", "bé", "", "last"]);
  }
});
