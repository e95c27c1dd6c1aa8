import { expect, test } from "vitest";
import { safeUrl } from "./safeUrl";

test.each([
  "https://example.com/a?b#c",
  "http://localhost:3000",
  "mailto:ana@example.com",
  "HTTPS://EXAMPLE.COM",
])("%s may be linked", (url) => expect(safeUrl(url)).toBe(url));

test.each([
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  "\u0000javascript:alert(1)",
  "data:text/html,<script>",
  "vbscript:x",
  "file:///etc/passwd",
  "//example.com",
  "/relative",
  "",
  undefined,
])("%j may not", (url) => expect(safeUrl(url)).toBeUndefined());
