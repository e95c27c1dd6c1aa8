import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { frameOf, sharedPart, textOf, type Part } from "./frame.ts";

const TAIL = Buffer.of(0, 0, 0xff, 0xff);
const large = `{"text":"${"größe ".repeat(2_000)}"}`;

/** As a client reads it. */
function read(frame: Buffer): { isDeflated: boolean; text: string } {
  const isDeflated = frame[0] === 0xc1;
  const short = frame[1]!;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  const length =
    short < 126 ? short : short === 126 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2));
  const body = frame.subarray(start);
  expect(body).toHaveLength(length);
  const bytes = isDeflated ? inflateRawSync(Buffer.concat([body, TAIL]), { finishFlush: 2 }) : body;
  return { isDeflated, text: bytes.toString() };
}

test.each<[string, Part[], boolean]>([
  ["a short text", ["{}"], false],
  ["a text of two length bytes", ["x".repeat(126)], false],
  ["a text of eight length bytes", ["y".repeat(70_000)], false],
  ["a short part for many", ["[", sharedPart("{}"), "]"], false],
  ["a large part for many", ["[", sharedPart(large), "]"], true],
  ["several", ["[", sharedPart(large), ",", sharedPart("{}"), ",", sharedPart(large.repeat(9)), "]"], true],
  ["a long text before a part for many", ["z".repeat(200_000), sharedPart(large)], true],
])("[SY9] %s is read as it was written, deflated or not", (_name, parts, isDeflated) => {
  const text = textOf(parts);
  expect(read(Buffer.concat(frameOf(parts, false)))).toEqual({ isDeflated: false, text });
  expect(read(Buffer.concat(frameOf(parts, true)))).toEqual({ isDeflated, text });
});

test("[SY9] what many are sent is encoded and compressed once, and not copied where it is large", () => {
  const words = Array.from({ length: 9_000 }, (_, i) => ((i * 2_654_435_761) % 4_294_967_296).toString(36));
  const part = sharedPart(words.join());
  for (const deflates of [false, true]) {
    const [first, second] = ["a", "b"].map((own) => frameOf([own, part], deflates));
    expect(first!.some((bytes) => bytes.length > 10_000 && second!.includes(bytes))).toBe(true);
  }
});

test("[SY9] who is sent the same as the one before is sent the same bytes", () => {
  const part = sharedPart(large);
  const frames = ["a", "a", "b", "a"].map((own) => frameOf([own, part, "]"], true));
  expect(frames[1]).toBe(frames[0]);
  expect(frames.map((frame) => read(Buffer.concat(frame)).text[0])).toEqual(["a", "a", "b", "a"]);
  expect(read(Buffer.concat(frameOf(["a", part, "]"], false))).isDeflated).toBe(false);
});
