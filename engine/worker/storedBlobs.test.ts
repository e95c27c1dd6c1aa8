/** Which answers of an action are stored files, as the front may read them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openStored, storedPart } from "./storedBlobs.ts";

const folder = mkdtempSync(join(tmpdir(), "stored-blobs-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "file");
writeFileSync(path, "0123456789");

test("[FS8] an answer that is a stored file, or any part of one, says which bytes it is", async () => {
  const blob = await openStored(path, "text/plain");
  const parts: [Blob, number, number][] = [
    [blob, 0, 9],
    [blob.slice(), 0, 9],
    [blob.slice(2), 2, 9],
    [blob.slice(2, 100), 2, 9],
    [blob.slice(-3), 7, 9],
    [blob.slice(-100, -8), 0, 1],
    [blob.slice(2, 9).slice(1.2, -2), 3, 6],
  ];
  for (const [part, start, end] of parts) {
    const response = new Response(part);
    expect(storedPart(response)).toEqual({ path, start, end });
    expect(await response.text()).toBe("0123456789".slice(start, end + 1));
  }
  const passedOn = new Response(new Response(blob.slice(1, 3)).body);
  expect(storedPart(passedOn)).toEqual({ path, start: 1, end: 2 });
});

test("[FS8] what is empty, begun or not a file is none", async () => {
  const blob = await openStored(path, "text/plain");
  const read = new Response(blob);
  await read.text();
  const begun = new Response(blob);
  begun.body!.getReader();
  const others = [read, begun, new Response(blob.slice(4, 4)), new Response("text"), new Response(null)];
  for (const response of others) expect(storedPart(response)).toBeNull();
});
