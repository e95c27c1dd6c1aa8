import { expect, test } from "vitest";
import { typeOf } from "./inspect";
import { pictureIn } from "./pictures";

const bytes = (text: string) => new TextEncoder().encode(text);
const PNG = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
);

const ZIP = bytes(`PK\u0003\u0004${"\0".repeat(26)}`);
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

test.each<[string, Uint8Array, string, string]>([
  ["a picture that is called a text", PNG, "text/plain", "image/png"],
  ["a page that is called a picture", bytes("<script>alert(1)</script>"), "image/png", "text/plain"],
  ["a picture that is one", PNG, "image/png", "image/png"],
  ["a text of a kind", bytes("a,b\n1,2"), "text/csv", "text/csv"],
  ["a text of no kind", bytes("hello — 日本"), "application/octet-stream", "text/plain"],
  ["bytes that are nothing known", new Uint8Array([1, 0, 2, 250]), "image/png", "application/octet-stream"],
  ["a text that is cut within a character", bytes("日本").slice(0, 5), "text/plain", "text/plain"],
  ["an archive", ZIP, "text/csv", "application/zip"],
  ["an archive that is called a page", ZIP, "text/html", "application/zip"],
  ["an archive that is called a document", ZIP, DOCX, DOCX],
  ["a picture that is called a document", PNG, DOCX, "image/png"],
  ["nothing", new Uint8Array(), "text/plain", "text/plain"],
])("%s is what its bytes say", async (_, head, said, expected) => {
  expect(await typeOf(head, said)).toBe(expected);
});

/** A head of a WebP without loss. */
function webp(width: number, height: number): Uint8Array {
  const head = new Uint8Array(30);
  const view = new DataView(head.buffer);
  head.set(bytes("RIFF"));
  view.setUint32(4, 22, true);
  head.set(bytes("WEBPVP8L"), 8);
  view.setUint32(16, 10, true);
  head[20] = 0x2f;
  view.setUint32(21, (width - 1) | ((height - 1) << 14), true);
  return head;
}

function gif(width: number, height: number): Uint8Array {
  const head = new Uint8Array(20);
  head.set(bytes("GIF89a"));
  new DataView(head.buffer).setUint16(6, width, true);
  new DataView(head.buffer).setUint16(8, height, true);
  return head;
}

test.each<[string, Uint8Array, object | null]>([
  ["a small PNG", PNG, { type: "image/png", width: 1, height: 1 }],
  ["a small WebP", webp(96, 40), { type: "image/webp", width: 96, height: 40 }],
  ["a WebP that is too wide", webp(97, 40), null],
  ["one that is too high", webp(1, 16_000), null],
  ["a kind that is not taken, though it is known", gif(10, 10), null],
  ["a drawing", bytes(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`), null],
  ["a beginning alone", PNG.slice(0, 10), null],
  ["nothing", new Uint8Array(), null],
])("%s is a picture by its bytes, or none", async (_, given, expected) => {
  expect(await pictureIn(given, { "image/png": 96, "image/webp": 96 })).toEqual(expected);
});
