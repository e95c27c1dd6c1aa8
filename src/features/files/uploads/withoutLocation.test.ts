import { expect, test } from "vitest";
import { withoutLocation } from "./withoutLocation";

const text = (given: string) => Array.from(given, (letter) => letter.charCodeAt(0));
const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const SECRET = text("48.2082N 16.3738E");
const PICTURE = [1, 2, 3, 0xff, 0xe1, 4, 5];

const bytesOf = async (file: Blob) => [...new Uint8Array(await file.arrayBuffer())];
const holds = (bytes: readonly number[], part: readonly number[]) =>
  bytes.some((_, at) => part.every((byte, i) => bytes[at + i] === byte));
const blob = (...parts: number[][]) => new Blob([new Uint8Array(parts.flat())], { type: "image/x" });

const segment = (marker: number, content: number[]) => [0xff, marker, ...u16(content.length + 2), ...content];
const exif = (orientation: number) =>
  segment(0xe1, [
    ...text("Exif\0\0"),
    ...text("MM"),
    ...u16(42),
    ...u32(8),
    ...u16(1),
    ...u16(0x0112),
    ...u16(3),
    ...u32(1),
    ...u16(orientation),
    ...u16(0),
    ...SECRET,
  ]);
const jpeg = (...segments: number[][]) =>
  blob([0xff, 0xd8], ...segments, segment(0xda, [0]), PICTURE, [0xff, 0xd9]);

test("a photo loses its notes, keeps how it was held, its colours and its picture", async () => {
  const icc = segment(0xe2, text("ICC_PROFILE"));
  const photo = jpeg(segment(0xe0, text("JFIF")), exif(6), icc, segment(0xed, SECRET), segment(0xfe, SECRET));
  const clean = await bytesOf(await withoutLocation(photo));
  expect(holds(clean, SECRET)).toBe(false);
  expect(holds(clean, icc)).toBe(true);
  expect(holds(clean, [...u16(0x0112), ...u16(3), ...u32(1), ...u16(6)])).toBe(true);
  expect(clean.slice(-PICTURE.length - 2)).toEqual([...PICTURE, 0xff, 0xd9]);
  const upright = await bytesOf(await withoutLocation(jpeg(exif(1))));
  expect(holds(upright, text("Exif"))).toBe(false);
});

const chunk = (name: string, content: number[]) => [
  ...u32(content.length),
  ...text(name),
  ...content,
  ...u32(0),
];

test("so do PNG and WebP pictures", async () => {
  const head = [0x89, ...text("PNG\r\n"), 0x1a, 10];
  const png = blob(
    head,
    chunk("IHDR", [1]),
    chunk("eXIf", SECRET),
    chunk("tEXt", SECRET),
    chunk("IDAT", PICTURE),
    chunk("IEND", []),
  );
  const cleanPng = await bytesOf(await withoutLocation(png));
  expect(cleanPng).toEqual([...head, ...chunk("IHDR", [1]), ...chunk("IDAT", PICTURE), ...chunk("IEND", [])]);

  const little = (value: number) => u32(value).toReversed();
  const riff = (name: string, content: number[]) => [
    ...text(name),
    ...little(content.length),
    ...content,
    ...(content.length % 2 === 1 ? [0] : []),
  ];
  const body = [...text("WEBP"), ...riff("VP8 ", PICTURE), ...riff("EXIF", SECRET)];
  const webp = blob(text("RIFF"), little(body.length), body);
  const cleanWebp = await bytesOf(await withoutLocation(webp));
  expect(holds(cleanWebp, SECRET)).toBe(false);
  expect(holds(cleanWebp, PICTURE)).toBe(true);
  expect(cleanWebp).toHaveLength(webp.size);
});

test("what is no such picture, or is cut off, stays as it is", async () => {
  for (const other of [
    blob(text("GIF89a"), SECRET),
    blob([]),
    blob([0xff, 0xd8, 0xff]),
    blob([0xff, 0xd8], exif(1).slice(0, 20)),
  ])
    expect(await bytesOf(await withoutLocation(other))).toEqual(await bytesOf(other));
});
