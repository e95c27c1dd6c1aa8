import { expect, test } from "vitest";
import { isAnimated } from "./animated";

const webp = (kind: string, flags = 0) =>
  `RIFF\x1a\0\0\0WEBP${kind}\x0a\0\0\0${String.fromCharCode(flags)}\0\0\0`;
const chunk = (name: string, content = "") =>
  `\0\0${String.fromCharCode(content.length >> 8, content.length & 255)}${name}${content}\0\0\0\0`;
const png = (...chunks: string[]) => `\x89PNG\r\n\x1a\n${chunks.join("")}`;

test.each<[string, string, boolean]>([
  ["a GIF", "GIF89a", true],
  ["an animated WebP", webp("VP8X", 0x12), true],
  ["a WebP that only has a part to see through", webp("VP8X", 0x10), false],
  ["a plain WebP", webp("VP8 ", 2), false],
  ["a WebP that is cut", "RIFF\x1a\0\0\0WEBPVP8X", false],
  ["an animated PNG", png(chunk("IHDR", "x".repeat(13)), chunk("acTL", "12345678"), chunk("IDAT")), true],
  ["a PNG", png(chunk("IHDR", "x".repeat(13)), chunk("tEXt", "acTL"), chunk("IDAT"), chunk("acTL")), false],
  ["a PNG that ends within a chunk", png("\xff\xff\xff\xffIHDR"), false],
  ["a JPEG", "\xff\xd8\xff\xe0acTL", false],
  ["nothing", "", false],
])("%s is told by its beginning", async (_name, content, expected) => {
  const bytes = Uint8Array.from(content, (letter) => letter.charCodeAt(0));
  expect(await isAnimated(new Blob([bytes]))).toBe(expected);
});
