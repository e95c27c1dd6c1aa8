import { expect, test } from "vitest";
import { typeOf } from "./inspect";

const bytes = (text: string) => new TextEncoder().encode(text);
const PNG = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
);

test.each<[string, Uint8Array, string, string]>([
  ["a picture that is called a text", PNG, "text/plain", "image/png"],
  ["a page that is called a picture", bytes("<script>alert(1)</script>"), "image/png", "text/plain"],
  ["a picture that is one", PNG, "image/png", "image/png"],
  ["a text of a kind", bytes("a,b\n1,2"), "text/csv", "text/csv"],
  ["a text of no kind", bytes("hello — 日本"), "application/octet-stream", "text/plain"],
  ["bytes that are nothing known", new Uint8Array([1, 0, 2, 250]), "image/png", "application/octet-stream"],
  ["a text that is cut within a character", bytes("日本").slice(0, 5), "text/plain", "text/plain"],
  ["nothing", new Uint8Array(), "text/plain", "text/plain"],
])("%s is what its bytes say", async (_, head, said, expected) => {
  expect(await typeOf(head, said)).toBe(expected);
});
